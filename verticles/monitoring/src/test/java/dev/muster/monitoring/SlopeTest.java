package dev.muster.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SlopeTest {
  private static final int SEED = 11;

  @Test
  void the_slope_is_that_of_least_squares() {
    // mean t 1.5, mean y 2; sum (t-1.5)(y-2) = 1.5 + .5 - .5 + 4.5 = 6... of 5 squares
    Slope slope = Slope.of(array(0, 1, 2, 3), array(1, 1, 1, 5), new Random(SEED));
    assertEquals(6 / 5.0, value(slope.value()), 1e-12);
    assertNull(slope.low(), "fewer than 30 outcomes");
  }

  @Test
  void of_one_instant_and_of_nothing_there_is_no_slope() {
    assertNull(Slope.of(array(), array(), new Random(SEED)).value());
    assertNull(Slope.of(array(1), array(5), new Random(SEED)).value());
    assertNull(Slope.of(array(2, 2, 2), array(1, 5, 9), new Random(SEED)).value());
  }

  @Test
  void a_line_without_noise_has_an_interval_without_width() {
    double[] times = times(40);
    double[] values = Arrays.stream(times).map(t -> 3 - 2 * t).toArray();
    Slope slope = Slope.of(times, values, new Random(SEED));
    assertEquals(-2, value(slope.value()), 1e-9);
    assertEquals(-2, value(slope.low()), 1e-9);
    assertEquals(-2, value(slope.high()), 1e-9);
  }

  @Test
  void the_same_seed_draws_the_same_interval() {
    double[] values = noisy(60, 1, 0, new Random(SEED));
    assertEquals(
        Slope.of(times(60), values, new Random(1)), Slope.of(times(60), values, new Random(1)));
  }

  @Test
  void some_95_of_100_intervals_hold_the_slope_that_is_known() {
    double share = share(120, 0);
    assertTrue(share >= .90 && share <= .98, () -> "found " + share);
  }

  /** A bootstrap of single residuals would hold it in some .75 of these. */
  @Test
  void outcomes_that_resemble_each_other_make_the_interval_wider() {
    double share = share(400, .5);
    assertTrue(share >= .87 && share <= .98, () -> "found " + share);
  }

  /** How many of 200 intervals hold the slope, with noise that remembers this much. */
  private static double share(int outcomes, double memory) {
    var random = new Random(SEED);
    int hits = 0;
    for (int run = 0; run < 200; run++) {
      Slope slope = Slope.of(times(outcomes), noisy(outcomes, .7, memory, random), random);
      hits += value(slope.low()) <= .7 && .7 <= value(slope.high()) ? 1 : 0;
    }
    return hits / 200.0;
  }

  private static double[] noisy(int outcomes, double slope, double memory, Random random) {
    double[] times = times(outcomes);
    double[] values = new double[outcomes];
    double noise = 0;
    for (int i = 0; i < outcomes; i++) {
      noise = memory * noise + random.nextGaussian();
      values[i] = slope * times[i] + noise;
    }
    return values;
  }

  /** Half an hour, evenly. */
  private static double[] times(int outcomes) {
    double[] times = new double[outcomes];
    Arrays.setAll(times, i -> .5 * i / outcomes);
    return times;
  }

  private static double[] array(double... values) {
    return values;
  }

  private static double value(@Nullable Double value) {
    return Objects.requireNonNull(value);
  }
}
