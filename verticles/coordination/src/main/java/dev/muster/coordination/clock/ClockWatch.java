package dev.muster.coordination.clock;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the machine slept: wall clock and monotonic clock then differ from one reading to
 * the next.
 */
public final class ClockWatch {
  private static final Duration JUMP = Duration.ofSeconds(5);

  private @Nullable Instant wall;
  private long monotonicNanos;

  /** How far the wall clock jumped ahead since the reading before; zero when it did not. */
  public Duration jumped(Instant wallNow, long monotonicNow) {
    Instant before = wall;
    long passed = monotonicNow - monotonicNanos;
    wall = wallNow;
    monotonicNanos = monotonicNow;
    Duration ahead =
        before == null ? Duration.ZERO : Duration.between(before, wallNow).minusNanos(passed);
    return ahead.compareTo(JUMP) > 0 ? ahead : Duration.ZERO;
  }
}
