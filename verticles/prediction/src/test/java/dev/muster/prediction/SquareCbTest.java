package dev.muster.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SquareCbTest {
  private static final double[] REWARDS = {.62, .7, .65, .7, .1, .1, .1, .1};
  private final double[] likely = new double[8];

  /**
   * After 100 outcomes gamma is 100. Three arms: 1/(3 + 100 * .08) = .09091 and 1/(3 + 100 * .05) =
   * .125, the best has the rest .78409; then .98 of each and .02/3 = .00667.
   */
  @Test
  void worse_arms_are_played_less_the_further_they_are_behind() {
    assertEquals(2, SquareCb.fill(REWARDS, allowed(1, 2, 3), 100, likely));

    double[] expected = {.095758, .775076, .129167, 0, 0, 0, 0, 0};
    assertArrayEquals(expected, likely, 5e-6);
    assertEquals(1, Arrays.stream(likely).sum(), 1e-12);
  }

  @Test
  void without_outcomes_all_that_are_played_are_as_likely() {
    SquareCb.fill(REWARDS, allowed(1, 2, 3), 0, likely);
    assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0, 0, 0, 0, 0, 0}, likely, 1e-12);
  }

  /** Four is as good as two, but two steps away; of one and two alone each is played half. */
  @Test
  void only_one_agent_more_or_less_than_the_best_is_played() {
    SquareCb.fill(REWARDS, allowed(1, 2, 4, 8), 0, likely);
    assertArrayEquals(new double[] {.5, .5, 0, 0, 0, 0, 0, 0}, likely, 1e-12);
  }

  /** Five agents are .6 behind four. */
  @Test
  void what_is_expected_to_be_far_worse_is_never_played() {
    SquareCb.fill(REWARDS, allowed(4, 5), 0, likely);
    assertArrayEquals(new double[] {0, 0, 0, 1, 0, 0, 0, 0}, likely, 1e-12);
  }

  @Test
  void the_only_arm_is_certain() {
    assertEquals(5, SquareCb.fill(REWARDS, allowed(5), 1_000, likely));
    assertEquals(1, likely[4], 1e-12);
  }

  @Test
  void of_equal_ones_the_smaller_is_best() {
    assertEquals(2, SquareCb.fill(REWARDS, allowed(1, 2, 3, 4), 9, likely));
  }

  private static boolean[] allowed(int... ns) {
    boolean[] allowed = new boolean[8];
    for (int n : ns) {
      allowed[n - 1] = true;
    }
    return allowed;
  }
}
