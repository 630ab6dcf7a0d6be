package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.SwitchModel;
import dev.muster.model.Model;
import dev.muster.store.LearnerRows.Learnable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StandingTest {
  private static final double[] MIDDLE = {.5, .5, .5, .5, .5, .5, .5, .5, .5, Double.NaN};

  /** All ten outcomes are of two agents, so what eight cost is of the prior. */
  @Test
  void whoever_has_learned_nothing_begins_with_the_lab_prior() {
    Learning learning =
        new Standing(null, List.of(), Map.of()).fresh(Outcomes.SETTINGS, new Random(1));
    learning.learn(IntStream.range(0, 10).mapToObj(StandingTest::outcome).toList());
    learning.conclude(Outcomes.NOW);

    Model model = Objects.requireNonNull(learning.serving().challenger()).model();
    double two = tokens(model, 2);
    double eight = tokens(model, 8);
    assertTrue(eight > 1.2 * two && eight < 5 * two, two + " and " + eight);
  }

  @Test
  void an_operator_lets_a_surface_be_fitted_before_its_time() {
    Learning learning =
        new Standing(null, List.of(), Map.of()).fresh(Outcomes.SETTINGS, new Random(1));
    learning.learn(List.of(outcome(1)));
    learning.conclude(Outcomes.NOW);
    assertNull(learning.serving().challenger(), "the first one needs ten");

    learning.turn(new SwitchModel(SwitchModel.Verb.RETRAIN, null), Outcomes.NOW);
    learning.conclude(Outcomes.NOW);

    assertNotNull(learning.serving().challenger());
  }

  /** 10 to 20 minutes, 500,000 to 1,500,000 tokens. */
  private static Learnable outcome(int i) {
    Learnable plain = Outcomes.outcome(i, i % 3 != 0, null);
    long minutes = 10 + i * 7L % 11;
    long tokens = 500_000 + i * 3L % 11 * 100_000;
    return new Learnable(
        null, plain.decision(), plain.at(), plain.success(), minutes * 60_000, tokens, 0, 1, "");
  }

  private static double tokens(Model model, int n) {
    double[] expected = new double[4];
    model.expect(MIDDLE, n, new double[Model.SCRATCH], expected);
    return expected[2];
  }
}
