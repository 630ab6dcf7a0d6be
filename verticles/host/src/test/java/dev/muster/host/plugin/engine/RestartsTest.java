package dev.muster.host.plugin.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RestartsTest {
  private final Restarts restarts = new Restarts();

  @Test
  void five_short_lives_are_followed_by_pauses_that_double() {
    var pauses = new ArrayList<Long>();
    for (int life = 1; life <= 5; life++) {
      restarts.started(millis(1000L * life));
      restarts.ended(millis(1000L * life + 10));
      assertFalse(restarts.exhausted());
      pauses.add(restarts.pause(millis(1000L * life + 10)).toMillis());
    }
    assertEquals(List.of(50L, 100L, 200L, 400L, 800L), pauses);
    restarts.started(millis(9000));
    restarts.ended(millis(9010));
    assertTrue(restarts.exhausted());
  }

  @Test
  void time_that_passed_since_the_end_counts() {
    restarts.started(0);
    restarts.ended(millis(10));
    assertEquals(Duration.ofMillis(20), restarts.pause(millis(40)));
    assertEquals(Duration.ZERO, restarts.pause(millis(61)));
  }

  @Test
  void a_long_life_forgives_the_short_ones() {
    for (int life = 1; life <= 5; life++) {
      restarts.started(0);
      restarts.ended(0);
    }
    restarts.started(0);
    restarts.ended(millis(10_000));
    assertFalse(restarts.exhausted());
    assertEquals(Duration.ofMillis(50), restarts.pause(millis(10_000)));
  }

  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
