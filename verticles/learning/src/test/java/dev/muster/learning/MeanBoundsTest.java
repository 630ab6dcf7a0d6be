package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.learning.MeanBounds.Sums;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MeanBoundsTest {
  private static final double BOUND = 1.6;

  /**
   * .8 is .75 of [0,1]; its weight is .5, what it owes to the variance .25^2 (ln 2 - .5) = .01207,
   * and ln 40 = 3.689 for the error: (.375 -+ 3.701) / .5 is far out of the bounds.
   */
  @Test
  void one_difference_says_nothing_but_its_own_value() {
    var bounds = new MeanBounds(BOUND, Sums.NONE);
    bounds.see(.8);
    assertEquals(.01207, bounds.sums().spread(), 1e-5);
    assertEquals(.5, bounds.sums().weights());
    assertEquals(.8, bounds.mean(), 1e-12);
    assertEquals(-BOUND, bounds.low());
    assertEquals(BOUND, bounds.high());
  }

  /** Chance alone: 95 % and three deviations of 300 runs are 26. */
  @Test
  void the_true_mean_is_hardly_ever_out_of_the_bounds_however_often_one_looks() {
    long seed = 20_261_123;
    var random = new Random(seed);
    int out = 0;
    double width = 0;
    for (int run = 0; run < 300; run++) {
      var bounds = new MeanBounds(BOUND, Sums.NONE);
      boolean left = false;
      for (int i = 0; i < 1_000; i++) {
        bounds.see(Math.clamp(.1 + .34 * random.nextGaussian(), -BOUND, BOUND));
        left |= bounds.low() > .1 || bounds.high() < .1;
      }
      out += left ? 1 : 0;
      width += (bounds.high() - bounds.low()) / 300;
    }
    int missed = out;
    assertTrue(missed <= 26, () -> missed + " of 300 left, seed " + seed);
    // A fixed-time interval has 4 * .34 / sqrt(1000) = .043; that of all times is a few times it.
    assertTrue(width < .2, "width " + width);
  }

  @Test
  void it_goes_on_from_what_was_kept() {
    var whole = new MeanBounds(BOUND, Sums.NONE);
    var first = new MeanBounds(BOUND, Sums.NONE);
    for (double difference : new double[] {.3, -.1, .5}) {
      whole.see(difference);
      first.see(difference);
    }
    var second = new MeanBounds(BOUND, first.sums());
    whole.see(-1);
    second.see(-1);
    assertEquals(whole.sums(), second.sums());
  }
}
