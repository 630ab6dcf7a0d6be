package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.model.Model;
import dev.muster.model.Surface;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LearnerTest {
  private static final double[] MIDDLE = {.5, .5, .5, .5, .5, .5, .5, .5, .5, .5};
  private final Random random = new Random(8);

  /** Half of 400 succeed; each takes e^2 minutes and e^0 million tokens and has 3 conflicts. */
  @Test
  void what_always_happens_is_expected() {
    var learner = new Learner(1);
    for (int i = 0; i < 400; i++) {
      learner.learn(MIDDLE, 1 + i % 8, new double[] {i / 8 % 2, 2, 0, 3});
    }
    assertArrayEquals(new double[] {.5, Math.exp(2), 1, 3}, expected(learner.fit()), .02);
  }

  /** Tokens are known of the first 100 only, and were 1 million each. */
  @Test
  void a_measure_that_is_unknown_of_an_outcome_is_not_learned_from_it() {
    var learner = new Learner(1);
    for (int i = 0; i < 200; i++) {
      double tokens = i < 100 ? 0 : i % 2 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
      learner.learn(MIDDLE, 1 + i % 8, new double[] {1, 2, tokens, 0});
    }
    assertEquals(1, expected(learner.fit())[2], .01);
    assertEquals(Math.exp(2), expected(learner.fit())[1], .1);
  }

  /** Measures share what is factored of their terms, where they learned the same ones. */
  @Test
  void what_is_unknown_of_one_measure_changes_no_other() {
    var all = new Learner(.99);
    var some = new Learner(.99);
    for (int i = 0; i < 60; i++) {
      double[] features = random.doubles(10).toArray();
      double[] measured = random.doubles(4).toArray();
      all.learn(features, 1 + i % 8, measured);
      measured[2] = i % 2 == 0 ? Double.NaN : measured[2];
      some.learn(features, 1 + i % 8, measured);
    }
    double[] one = expected(all.fit());
    double[] other = expected(some.fit());
    assertArrayEquals(
        new double[] {one[0], one[1], one[3]}, new double[] {other[0], other[1], other[3]});
  }

  /** 1 + .5 + .25; then half of it. */
  @Test
  void older_outcomes_count_less() {
    var learner = new Learner(.5);
    learn(learner, 3);
    assertEquals(1.75, learner.outcomes(), 1e-12);
    learner.discount(.5);
    assertEquals(.875, learner.outcomes(), 1e-12);
  }

  @Test
  void a_learner_goes_on_from_its_bytes_as_if_nothing_had_happened() {
    var learner = new Learner(.99);
    learn(learner, 50);
    Learner restored = Learner.of(learner.toBytes(), Prior.none());
    long seed = random.nextLong();
    random.setSeed(seed);
    learn(learner, 50);
    random.setSeed(seed);
    learn(restored, 50);

    assertEquals(learner.outcomes(), restored.outcomes());
    assertArrayEquals(expected(learner.fit()), expected(restored.fit()));
  }

  @Test
  void bytes_of_something_else_are_refused() {
    byte[] surface = new Learner(1).fit().toBytes();
    var refused =
        assertThrows(IllegalArgumentException.class, () -> Learner.of(surface, Prior.none()));
    assertEquals("expected muster-learner, was muster-surface", refused.getMessage());
  }

  @Test
  void keeping_nothing_or_more_than_all_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> new Learner(0));
    var refused = assertThrows(IllegalArgumentException.class, () -> new Learner(1.01));
    assertEquals("keep must be in (0,1], was 1.01", refused.getMessage());
  }

  private void learn(Learner learner, int outcomes) {
    for (int i = 0; i < outcomes; i++) {
      double[] features = random.doubles(10).toArray();
      int n = 1 + random.nextInt(8);
      learner.learn(features, n, new double[] {random.nextInt(2), features[0], n, 0});
    }
  }

  private static double[] expected(Surface surface) {
    double[] expected = new double[4];
    surface.expect(MIDDLE, 4, new double[Model.SCRATCH], expected);
    return expected;
  }
}
