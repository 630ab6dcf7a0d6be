package dev.muster.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SquareCbTest {
  private static final double[] REWARDS = {.5, .7, .6, .7, .1, .1, .1, .1};
  private final double[] likely = new double[8];

  /**
   * After 100 outcomes gamma is 100. Three arms: 1/(3 + 100 * .2) = .04348 and 1/(3 + 100 * .1) =
   * .07692, the best has the rest .87960; then .98 of each and .02/3 = .00667.
   */
  @Test
  void worse_arms_are_played_less_the_further_they_are_behind() {
    assertEquals(2, SquareCb.fill(REWARDS, allowed(1, 2, 3), 100, likely));

    double[] expected = {.049275, .868671, .082051, 0, 0, 0, 0, 0};
    assertArrayEquals(expected, likely, 5e-6);
    assertEquals(1, Arrays.stream(likely).sum(), 1e-12);
  }

  @Test
  void without_outcomes_all_that_are_allowed_are_as_likely() {
    SquareCb.fill(REWARDS, allowed(1, 2, 5, 8), 0, likely);
    assertArrayEquals(new double[] {.25, .25, 0, 0, .25, 0, 0, .25}, likely, 1e-12);
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
