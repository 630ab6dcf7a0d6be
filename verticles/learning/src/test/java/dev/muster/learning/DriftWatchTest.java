package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class DriftWatchTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final DriftWatch watch = new DriftWatch();

  @Test
  void errors_that_become_smaller_are_no_alarm() {
    for (int i = 0; i < 2_000; i++) {
      double spread = i < 1_000 ? 1 : .3;
      assertFalse(see(spread * random.nextGaussian()), "outcome " + i + ", seed " + seed);
    }
  }

  @Test
  void errors_that_become_larger_are_an_alarm() {
    assertTrue(delay(0, 1) <= 300, "seed " + seed);
  }

  @Test
  void errors_that_lie_to_one_side_are_an_alarm() {
    assertTrue(delay(.4, .3) <= 300, "seed " + seed);
  }

  /** The tasks until an alarm, after 1,000 with mean 0 and deviation .3. */
  private int delay(double mean, double spread) {
    for (int i = 0; i < 1_000; i++) {
      see(.3 * random.nextGaussian());
    }
    int delay = 1;
    while (delay < 5_000 && !see(mean + spread * random.nextGaussian())) {
      delay++;
    }
    return delay;
  }

  @Test
  void a_watch_goes_on_from_its_snapshot_as_if_nothing_had_happened() {
    var parted = new DriftWatch();
    for (int i = 0; i < 1_500; i++) {
      double[] missed = {random.nextGaussian(), i < 900 ? 0 : 1, Double.NaN, random.nextGaussian()};
      double reward = random.nextDouble();
      assertEquals(watch.see(missed, reward), parted.see(missed, reward), () -> "seed " + seed);
      parted = new DriftWatch(parted.snapshot());
    }
    assertEquals(watch.snapshot(), parted.snapshot(), () -> "seed " + seed);
  }

  private boolean see(double missed) {
    return watch.see(new double[] {Double.NaN, missed, Double.NaN, Double.NaN}, .7);
  }
}
