package dev.muster.coordination.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.EndSubagent;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeasesRestartTest {
  private static final Holder A = Holder.of("a");
  private static final Holder SUB = new Holder("a", "s");
  private static final Holder B = Holder.of("b");

  @AutoClose private final LeaseDesk desk;

  LeasesRestartTest(@TempDir Path folder) {
    desk = new LeaseDesk(folder);
  }

  @Test
  void for_one_idle_time_after_a_start_nobody_takes_what_was_live() {
    FileLease before = desk.acquire(A, "x").leases().getFirst();
    desk.restart(Duration.ofHours(5));
    desk.sweepAfter(Duration.ofSeconds(599));
    assertFalse(desk.acquire(B, "x").granted());
    FileLease after = desk.acquire(A, "x").leases().getFirst();
    assertEquals(before.id(), after.id());
    assertEquals(before.fence(), after.fence());
    assertEquals(before.heldAtMost().plus(Duration.ofHours(5)), after.heldAtMost());
    assertEquals(1, desk.sweepAfter(Duration.ofSeconds(1)), "no edit renewed it");
    assertTrue(desk.acquire(B, "x").granted());
  }

  @Test
  void a_renewal_that_was_not_saved_costs_its_holder_nothing() {
    desk.acquire(A, "x");
    desk.sweepAfter(Duration.ofSeconds(500));
    desk.renew(A, "x");
    desk.restart(Duration.ofSeconds(200));
    assertFalse(desk.acquire(B, "x").granted());
    assertEquals(1, desk.renew(A, "x").leases().getFirst().edits(), "the edit before was lost");
  }

  @Test
  void a_lease_that_was_lent_goes_back_after_a_restart() {
    desk.acquire(A, "x");
    desk.acquire(SUB, "x");
    desk.restart(Duration.ofSeconds(1));
    assertFalse(desk.acquire(A, "x").granted());
    FileLease back = desk.ask(l -> l.endSubagent(new EndSubagent(SUB))).leases().getFirst();
    assertEquals(A, back.holder());
    assertFalse(back.lent());
    assertTrue(desk.acquire(A, "x").granted());
  }

  @Test
  void a_grant_that_was_committed_and_not_answered_is_held() {
    CountDownLatch writer = desk.holdWriter();
    var _ = desk.later(l -> l.acquire(LeaseDesk.request(A, LeaseDesk.TREE, "x")));
    desk.ask(l -> CompletableFuture.completedFuture(l.hashCode()));
    writer.countDown();
    desk.restart(Duration.ZERO);
    assertFalse(desk.acquire(B, "x").granted());
    assertTrue(desk.acquire(A, "x").granted());
  }
}
