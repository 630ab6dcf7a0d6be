package dev.muster.host.agent;

import java.time.Duration;

/**
 * The holder's side of a lease: when to renew, and when to stop because nobody confirmed it.
 *
 * <p>It counts on the monotonic clock only. A lease lasts 30 s on the host's clock and is counted
 * here from the moment a renew was <em>sent</em>, so the holder stops at least 10 s before another
 * may start, whatever the network did with the answer.
 */
final class RenewClock {
  /** What the holder must do now. */
  enum Verdict {
    WAIT,
    RENEW,
    STOP
  }

  static final Duration RENEW_EVERY = Duration.ofSeconds(10);
  static final Duration STOP_AFTER = Duration.ofSeconds(20);
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);

  private long confirmedNanos;
  private long nextCallNanos;

  /** Starts with a claim that was answered at {@code nowNanos}. */
  RenewClock(long nowNanos) {
    confirmedNanos = nowNanos;
    nextCallNanos = nowNanos + RENEW_EVERY.toNanos();
  }

  /** Says RENEW once for each call that is due, so that calls do not pile up. */
  synchronized Verdict verdict(long nowNanos) {
    if (nowNanos - confirmedNanos >= STOP_AFTER.toNanos()) {
      return Verdict.STOP;
    }
    if (nowNanos - nextCallNanos < 0) {
      return Verdict.WAIT;
    }
    nextCallNanos = nowNanos + CALL_TIMEOUT.plus(RETRY_AFTER).toNanos();
    return Verdict.RENEW;
  }

  /** A renew that was sent at {@code sentNanos} was confirmed. */
  synchronized void confirmed(long sentNanos) {
    if (sentNanos - confirmedNanos > 0) {
      confirmedNanos = sentNanos;
      nextCallNanos = sentNanos + RENEW_EVERY.toNanos();
    }
  }

  /** A renew was not answered; the next is due soon. */
  synchronized void unanswered(long nowNanos) {
    nextCallNanos = nowNanos + RETRY_AFTER.toNanos();
  }
}
