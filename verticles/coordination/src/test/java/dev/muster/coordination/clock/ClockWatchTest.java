package dev.muster.coordination.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ClockWatchTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ClockWatch watch = new ClockWatch();

  @Test
  void the_first_reading_is_no_jump() {
    assertEquals(Duration.ZERO, watch.jumped(START, 5_000_000_000L));
  }

  @Test
  void clocks_that_go_together_did_not_jump_however_long_it_took() {
    watch.jumped(START, 0);

    assertEquals(Duration.ZERO, watch.jumped(START.plusSeconds(3600), 3600_000_000_000L));
  }

  @Test
  void the_jump_is_what_the_wall_clock_went_ahead_of_the_other() {
    watch.jumped(START, 0);

    // an hour and a second by the wall clock, a second by the other
    assertEquals(Duration.ofHours(1), watch.jumped(START.plusSeconds(3601), 1_000_000_000L));
    assertEquals(Duration.ZERO, watch.jumped(START.plusSeconds(3602), 2_000_000_000L));
  }

  @Test
  void a_small_correction_or_a_step_back_is_no_sleep() {
    watch.jumped(START, 0);

    assertEquals(Duration.ZERO, watch.jumped(START.plusSeconds(6), 1_000_000_000L));
    assertEquals(Duration.ZERO, watch.jumped(START.minusSeconds(60), 2_000_000_000L));
  }
}
