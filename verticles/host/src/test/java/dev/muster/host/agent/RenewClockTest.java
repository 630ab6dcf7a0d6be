package dev.muster.host.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.host.agent.RenewClock.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RenewClockTest {
  /** Monotonic clocks may be negative and may wrap. */
  private static final long START = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

  private final RenewClock clock = new RenewClock(START);

  @Test
  void waitsUntilTenSecondsAndThenRenewsOnce() {
    assertEquals(Verdict.WAIT, clock.verdict(at(9_999)));
    assertEquals(Verdict.RENEW, clock.verdict(at(10_000)));
    assertEquals(Verdict.WAIT, clock.verdict(at(10_100)));
  }

  @Test
  void stopsAtTwentySecondsWithoutAConfirmedRenew() {
    clock.verdict(at(10_000));
    clock.unanswered(at(10_010));
    assertEquals(Verdict.WAIT, clock.verdict(at(10_400)));
    assertEquals(Verdict.RENEW, clock.verdict(at(10_510)));
    clock.unanswered(at(15_600));
    assertEquals(Verdict.RENEW, clock.verdict(at(19_999)));
    assertEquals(Verdict.STOP, clock.verdict(at(20_000)));
  }

  @Test
  void countsFromTheSendingOfTheConfirmedRenew() {
    clock.verdict(at(10_000));
    clock.confirmed(at(10_000));
    assertEquals(Verdict.WAIT, clock.verdict(at(19_999)));
    assertEquals(Verdict.RENEW, clock.verdict(at(20_000)));
    assertEquals(Verdict.STOP, clock.verdict(at(30_000)));
  }

  @Test
  void aLateConfirmationOfAnOlderCallTakesNothingBack() {
    clock.confirmed(at(12_000));
    clock.confirmed(at(11_000));
    assertEquals(Verdict.WAIT, clock.verdict(at(21_999)));
    assertEquals(Verdict.STOP, clock.verdict(at(32_000)));
  }

  private static long at(long millis) {
    return START + Duration.ofMillis(millis).toNanos();
  }
}
