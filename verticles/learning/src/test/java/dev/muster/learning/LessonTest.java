package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.Provenance;
import dev.muster.contract.Trial;
import dev.muster.model.Weights;
import dev.muster.store.LearnerRows.Learnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LessonTest {
  private static final Weights WEIGHTS = new Weights(.1, .2, .3, 0, 0);
  private static final Trial TRIAL =
      new Trial("a", "b", 2, 3, true, .7, .25, Math.log(4), Math.log(2));

  @Test
  void what_was_measured_is_in_the_units_of_the_measures() {
    var lesson = new Lesson(outcome(120_000L, 500_000L, 3));
    assertArrayEquals(new double[] {1, Math.log(2), Math.log(.5), 3}, lesson.measured(), 1e-12);
    assertEquals(2, lesson.agents());
  }

  @Test
  void what_nobody_measured_is_not_a_number() {
    double[] unknown = {1, Double.NaN, Double.NaN, Double.NaN};
    assertArrayEquals(unknown, new Lesson(outcome(null, null, null)).measured());
    assertArrayEquals(unknown, new Lesson(outcome(0L, 0L, null)).measured());
    assertEquals(.5, new Lesson(outcome(null, null, null)).features()[0]);
    assertEquals(Double.NaN, new Lesson(outcome(null, null, null)).features()[9]);
  }

  /** 1 - .1 x 2 - .2 x .5 - .3 x 1 = .4, and (.4 + 2) / 3 = .8. */
  @Test
  void a_trial_is_judged_by_what_was_measured() {
    Canary.Disagreement seen =
        new Lesson(outcome(120_000L, 500_000L, 1)).disagreement(TRIAL, WEIGHTS);
    assertEquals(.8, seen.reward(), 1e-12);
    assertEquals(.7, seen.expected());
    assertEquals(Math.log(.5), seen.longer(), 1e-12);
    assertEquals(Math.log(.25), seen.more(), 1e-12);
  }

  /** 1 - .1 x 4 - .2 x 2 = .2, and (.2 + 2) / 3. */
  @Test
  void what_nobody_measured_of_a_trial_is_what_it_expected() {
    Canary.Disagreement seen = new Lesson(outcome(null, null, null)).disagreement(TRIAL, WEIGHTS);
    assertEquals(2.2 / 3, seen.reward(), 1e-12);
    assertEquals(Double.NaN, seen.longer());
    assertEquals(Double.NaN, seen.more());
  }

  private static Learnable outcome(
      @Nullable Long durationMs, @Nullable Long tokens, @Nullable Integer conflicts) {
    return new Learnable(
        null,
        Outcomes.decision(1, Provenance.HEURISTIC, TRIAL),
        Outcomes.NOW,
        true,
        durationMs,
        tokens,
        conflicts,
        1,
        null);
  }
}
