package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.CoordinationClass;
import dev.muster.contract.Decision;
import dev.muster.contract.Masked;
import dev.muster.contract.Mode;
import dev.muster.contract.Provenance;
import dev.muster.model.Calibration;
import dev.muster.model.Ensemble;
import dev.muster.model.Model;
import dev.muster.model.Trees;
import dev.muster.model.Weights;
import dev.muster.store.LearnerRows.Learnable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of one agent 4 of 5 succeed, of two 1 of 5; a coin chose. A success is worth 1, else 2/3. */
final class ScreenTest {
  static final Weights WEIGHTS = new Weights(0, 0, 0, 0, 0);
  static final Model WANTS_ONE = wants(.8, .2);
  static final Model WANTS_TWO = wants(.2, .8);

  /** Two agents are worth (.2 + 2) / 3, which the champion foresees; a coin earns (.5 + 2) / 3. */
  @Test
  void who_would_have_earned_less_than_the_coin_is_screened_out() {
    assertEquals(
        new Screen.Judgement(
            false, "screened out: DR 0.733, SNIPS 0.733, logged 0.833 over 800 decisions"),
        Screen.judge(logged(400), WANTS_TWO, WANTS_ONE, WEIGHTS));
  }

  /** One agent is worth (.8 + 2) / 3. */
  @Test
  void who_would_have_earned_more_may_be_played() {
    assertEquals(
        new Screen.Judgement(
            true, "screened: DR 0.933, SNIPS 0.933, logged 0.833 over 800 decisions"),
        Screen.judge(logged(400), WANTS_ONE, WANTS_TWO, WEIGHTS));
  }

  /** While the curve serves there is nobody else to expect what was not played. */
  @Test
  void without_a_champion_the_challenger_expects_for_itself() {
    assertEquals(
        Screen.judge(logged(400), WANTS_TWO, WANTS_TWO, WEIGHTS),
        Screen.judge(logged(400), WANTS_TWO, null, WEIGHTS));
  }

  @Test
  void decisions_without_a_coin_are_no_evidence() {
    List<Lesson> sure = IntStream.range(0, 5_000).mapToObj(i -> lesson(2, true, 1)).toList();
    assertEquals(
        Screen.judge(logged(400), WANTS_TWO, WANTS_ONE, WEIGHTS),
        Screen.judge(
            Stream.concat(logged(400).stream(), sure.stream()).toList(),
            WANTS_TWO,
            WANTS_ONE,
            WEIGHTS));
  }

  @Test
  void too_few_decisions_leave_it_to_the_canary() {
    assertEquals(
        new Screen.Judgement(true, "not screened: 390 decisions with a coin count as 195 of 200"),
        Screen.judge(logged(195), WANTS_TWO, WANTS_ONE, WEIGHTS));
  }

  /** Half of them with one agent, half with two. */
  static List<Lesson> logged(int each) {
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      lessons.add(lesson(1, i % 5 != 0, .5));
      lessons.add(lesson(2, i % 5 == 0, .5));
    }
    return lessons;
  }

  private static Model wants(double one, double more) {
    var success = ensemble(one, more);
    double[] unknown = new double[10];
    Arrays.fill(unknown, .5);
    var rest = ensemble(0, 0);
    return new Trees(
        Trees.Family.BOOSTING,
        unknown,
        new double[4],
        Calibration.NONE,
        List.of(success, rest, rest, rest));
  }

  /** One split at n = 1.5. */
  private static Ensemble ensemble(double one, double more) {
    byte n = 10;
    return new Ensemble(
        0,
        1,
        new int[] {0},
        new byte[] {n, 0, 0},
        new int[] {1, 0, 0},
        new double[] {1.5, one, more});
  }

  /** Only one and two agents are allowed. */
  private static Lesson lesson(int agents, boolean success, double propensity) {
    Decision plain = Outcomes.decision(1, Provenance.ESTIMATED, null);
    List<Double> propensities =
        IntStream.rangeClosed(1, 8)
            .mapToObj(n -> n == agents ? propensity : n <= 2 ? 1 - propensity : 0)
            .toList();
    var decision =
        new Decision(
            plain.id(),
            null,
            null,
            plain.at(),
            plain.featuresVersion(),
            plain.features(),
            IntStream.rangeClosed(3, 8).mapToObj(n -> new Masked(n, "memory")).toList(),
            propensities,
            agents,
            CoordinationClass.SUBOPTIMAL,
            plain.topology(),
            plain.model(),
            plain.provenance(),
            1,
            Mode.FALLBACK,
            "no_model",
            List.of(),
            List.of(),
            plain.because(),
            null,
            null,
            null);
    return new Lesson(new Learnable(null, decision, plain.at(), success, null, null, null, 1, ""));
  }
}
