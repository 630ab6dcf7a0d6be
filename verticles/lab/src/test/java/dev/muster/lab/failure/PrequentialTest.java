package dev.muster.lab.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.failure.Prequential.Method;
import dev.muster.lab.failure.Prequential.Result;
import dev.muster.lab.failure.Prequential.Schedule;
import dev.muster.learning.risk.CommitRisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrequentialTest {
  private static final long SEED = 3;
  private static final int DELAY = 50;

  /** One change a second; those with the feature above 1 fail mostly. */
  private static List<Change> changes(int count) {
    var random = new Random(SEED);
    var changes = new ArrayList<Change>();
    for (int i = 0; i < count; i++) {
      double feature = 2 * random.nextDouble();
      boolean failed = random.nextDouble() < (feature > 1 ? .9 : .1);
      changes.add(new Change(0, i, i + DELAY, new double[] {feature}, 1, failed, true, 0));
    }
    return changes;
  }

  private static double[] of(Result result, String name) {
    double[] all = result.probabilities().get(name);
    return all == null ? new double[0] : all;
  }

  @Test
  void only_outcomes_that_are_known_by_then_are_learned() {
    var known = new ArrayList<Integer>();
    var method =
        new Method(
            "counts",
            true,
            examples -> {
              known.add(examples.size());
              return (features, group) -> 0;
            });
    var result =
        new Prequential(List.of(method), new Schedule(100, 100, 100), line -> {}).run(changes(500));
    assertEquals(List.of(200, 300, 400), known);
    double[] said = of(result, "counts");
    assertTrue(Double.isNaN(said[200 + DELAY - 2]));
    assertEquals(.5, said[200 + DELAY - 1]);
  }

  @Test
  void the_champion_is_the_candidate_that_lost_least() {
    var good = new Method("good", true, examples -> CommitRisk.fit(examples, 1));
    var wrong = new Method("wrong", true, examples -> (features, group) -> -9 * features[0]);
    var result =
        new Prequential(List.of(wrong, good), new Schedule(100, 50, 300), line -> {})
            .run(changes(1_500));
    int last = 1_499;
    assertEquals(of(result, "good")[last], of(result, Prequential.CHAMPION)[last]);
    assertTrue(result.champions().getOrDefault("good", 0) > 900, "seed " + SEED);
  }

  @Test
  void what_is_too_sure_is_recalibrated_on_its_own_late_outcomes() {
    var sure = new Method("sure", true, examples -> (features, group) -> 20 * (features[0] - 1));
    var changes = changes(2_000);
    double[] said =
        of(
            new Prequential(List.of(sure), new Schedule(100, 50, 500), line -> {}).run(changes),
            "sure");
    double off = 0;
    int from = 1_000;
    for (int i = from; i < said.length; i++) {
      off += said[i] - (changes.get(i).failed() ? 1 : 0);
    }
    assertEquals(0, off / (said.length - from), .05, "seed " + SEED);
    double most = 0;
    for (int i = from; i < said.length; i++) {
      most = Math.max(most, said[i]);
    }
    assertTrue(most < .999, "seed " + SEED + ", most " + most);
  }
}
