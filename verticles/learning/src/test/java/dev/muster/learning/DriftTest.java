package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class DriftTest {

  /** After 100 zeros each one adds .98 less the growing mean: 10 is passed within twelve. */
  @Test
  void page_hinkley_tells_a_rise_and_begins_anew() {
    var test = new PageHinkley();
    for (int i = 0; i < 100; i++) {
      assertFalse(test.see(0));
    }
    int ones = 1;
    while (!test.see(1)) {
      ones++;
    }
    assertTrue(ones <= 12, "ones: " + ones);
    assertFalse(test.see(1));
  }

  @Test
  void page_hinkley_is_quiet_about_a_fall() {
    var test = new PageHinkley();
    for (int i = 0; i < 1_000; i++) {
      assertFalse(test.see(i < 500 ? .8 : .2));
    }
  }

  @Test
  void adwin_keeps_everything_while_nothing_changes() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var window = new Adwin();
    int alarms = 0;
    for (int i = 0; i < 20_000; i++) {
      alarms += window.see(random.nextDouble()) ? 1 : 0;
    }
    assertTrue(alarms <= 2, "alarms " + alarms + ", seed " + seed);
  }

  /** From .2 to .8: 32 values after the change the two parts differ by more than chance. */
  @Test
  void adwin_tells_a_change_soon_and_forgets_what_was_before() {
    var window = new Adwin();
    for (int i = 0; i < 1_024; i++) {
      assertFalse(window.see(i % 2 == 0 ? .1 : .3));
    }
    assertEquals(1_024, window.size());
    int after = 1;
    while (!window.see(after % 2 == 0 ? .7 : .9)) {
      after++;
    }
    assertTrue(after <= 64, "after " + after);
    for (int i = 0; i < 256; i++) {
      window.see(i % 2 == 0 ? .7 : .9);
    }
    assertTrue(window.size() < 512, "kept " + window.size());
  }

  @Test
  void both_go_on_from_their_snapshots_as_if_nothing_had_happened() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var window = new Adwin();
    var parted = new Adwin();
    var test = new PageHinkley();
    var partedTest = new PageHinkley();
    for (int i = 0; i < 2_000; i++) {
      double value = .5 * random.nextDouble() + (i < 1_000 ? 0 : .5);
      assertEquals(window.see(value), parted.see(value), () -> "seed " + seed);
      assertEquals(test.see(value), partedTest.see(value), () -> "seed " + seed);
      parted = new Adwin(parted.snapshot());
      partedTest = new PageHinkley(partedTest.snapshot());
    }
    assertEquals(window.snapshot(), parted.snapshot(), () -> "seed " + seed);
    assertEquals(test.snapshot(), partedTest.snapshot(), () -> "seed " + seed);
  }
}
