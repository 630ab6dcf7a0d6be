package dev.muster.host.plugin.engine;

import java.time.Duration;

/**
 * When a process that ended may be started again: 50, 100, 200, 400 and 800 ms after the ends of
 * short lives in a row, and never after the sixth. A life of ten seconds forgives those before it.
 */
final class Restarts {
  static final int MAX = 5;

  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONG_LIFE = Duration.ofSeconds(10);

  private long startedNanos;
  private long endedNanos;
  private int ends;

  synchronized void started(long nowNanos) {
    startedNanos = nowNanos;
  }

  synchronized void ended(long nowNanos) {
    if (nowNanos - startedNanos >= LONG_LIFE.toNanos()) {
      ends = 0;
    }
    ends++;
    endedNanos = nowNanos;
  }

  synchronized boolean exhausted() {
    return ends > MAX;
  }

  /** How long the next start must wait from now on; zero when it need not. */
  synchronized Duration pause(long nowNanos) {
    if (ends == 0) {
      return Duration.ZERO;
    }
    Duration left = FIRST.multipliedBy(1L << (ends - 1)).minusNanos(nowNanos - endedNanos);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
