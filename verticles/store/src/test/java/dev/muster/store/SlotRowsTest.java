package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static dev.muster.store.Samples.agentId;
import static dev.muster.store.Samples.attemptId;
import static dev.muster.store.Samples.decisionId;
import static dev.muster.store.Samples.openAttempt;
import static dev.muster.store.Samples.register;
import static dev.muster.store.Samples.taskId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Attempt;
import dev.muster.contract.ReportOutcome;
import dev.muster.contract.Result;
import dev.muster.contract.Slot;
import dev.muster.contract.SlotState;
import dev.muster.contract.Vendor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlotRowsTest {
  private static final Instant LEASE = NOW.plusSeconds(30);
  private static final Instant NEXT = NOW.plusSeconds(40);
  private static final SlotRows.Key KEY = new SlotRows.Key(attemptId(1), taskId(1), 0, agentId(1));

  private static final ReportOutcome REPORT =
      new ReportOutcome(
          taskId(1),
          0,
          7,
          Result.FAILED,
          List.of(),
          "said by the report",
          3,
          4200L,
          1L << 31,
          900L,
          List.of("a.txt"),
          4711L,
          NOW.plusMillis(100),
          NOW.plusMillis(4300));

  @AutoClose private final TestStore store;

  SlotRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
    store.change(tx -> {
      openAttempt(tx, 1);
      tx.slots().bind(attemptId(1), 0, agentId(1), NOW);
    });
  }

  @Test
  void a_bound_slot_knows_its_agent_and_nothing_else() {
    assertEquals(
        new Attempt(
            attemptId(1),
            taskId(1),
            1,
            decisionId(1),
            "task 1",
            List.of(
                new Slot(
                    0,
                    agentId(1),
                    "a1",
                    SlotState.BOUND,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null)),
            null,
            NOW,
            null),
        attempt(1));
    assertEquals(1, store.number(tx -> tx.slots().boundCount()));
  }

  @Test
  void an_ended_slot_comes_back_with_every_field() {
    store.change(tx -> {
      tx.slots().claim(KEY, 7, NOW, LEASE);
      tx.slots().progress(7, 40, "reading");
      tx.slots().progress(7, null, null);
      tx.slots().evidence(KEY, REPORT);
      assertTrue(tx.slots().end(KEY, Result.FAILED, "exit 3", NEXT));
      assertFalse(tx.slots().end(KEY, Result.SUCCEEDED, null, NEXT));
      tx.attempts().close(attemptId(1), Result.FAILED, NEXT);
    });
    Attempt closed = attempt(1);
    assertEquals(
        List.of(
            new Slot(
                0,
                agentId(1),
                "a1",
                SlotState.ENDED,
                7L,
                LEASE,
                NOW,
                NEXT,
                Result.FAILED,
                4711L,
                NOW.plusMillis(100),
                NOW.plusMillis(4300),
                4200L,
                1L << 31,
                900L,
                40,
                "exit 3")),
        closed.slots());
    assertEquals(Result.FAILED, closed.result());
    assertEquals(NEXT, closed.closedAt());
    assertEquals(List.of(1L << 31), store.read(tx -> tx.slots().peakMemory("exec", 9)));
    assertEquals(List.of(), store.read(tx -> tx.slots().peakMemory("other", 9)));
  }

  @Test
  void a_closed_attempt_is_not_closed_again() {
    store.change(tx -> tx.attempts().close(attemptId(1), Result.PARKED, NOW));
    store.change(tx -> tx.attempts().close(attemptId(1), Result.FAILED, NEXT));
    assertEquals(Result.PARKED, attempt(1).result());
    assertTrue(store.reads(tx -> tx.attempts().openOf(taskId(1)) == null));
    assertEquals(List.of(), store.read(tx -> tx.attempts().open()));
    assertEquals(List.of(attempt(1)), store.read(tx -> tx.attempts().of(taskId(1))));
  }

  @Test
  void a_claimed_slot_is_given_again_under_the_same_fence_until_it_is_renewed() {
    assertTrue(claimable(NOW));
    store.change(tx -> tx.slots().claim(KEY, 7, NOW, LEASE));
    assertTrue(claimable(NOW));
    store.change(tx -> tx.slots().claim(KEY, 8, NEXT, NEXT));
    Slot slot = attempt(1).slots().getFirst();
    assertEquals(7L, slot.fence());
    assertEquals(LEASE, slot.leaseUntil());
    assertTrue(renew(7, NOW));
    assertFalse(claimable(NOW));
  }

  @Test
  void a_claimed_slot_is_not_given_again_behind_its_lease() {
    store.change(tx -> tx.slots().claim(KEY, 7, NOW, LEASE));
    assertTrue(claimable(LEASE));
    assertFalse(claimable(LEASE.plusMillis(1)));
  }

  @Test
  void a_slot_is_claimable_by_its_own_agent_only() {
    store.change(tx -> register(tx, 2));
    assertTrue(store.reads(tx -> tx.slots().claimable(agentId(2), NOW) == null));
    assertEquals(List.of(KEY), store.read(tx -> tx.slots().openOf(agentId(1))));
    assertEquals(List.of(), store.read(tx -> tx.slots().openOf(agentId(2))));
  }

  @Test
  void a_lease_is_renewed_until_its_last_moment_and_not_behind_it() {
    store.change(tx -> tx.slots().claim(KEY, 7, NOW, LEASE));
    assertTrue(renew(7, LEASE));
    assertEquals(NEXT, attempt(1).slots().getFirst().leaseUntil());
    assertTrue(renew(7, NEXT));
    assertFalse(renew(7, NEXT.plusMillis(1)));
  }

  @Test
  void a_lease_is_not_renewed_under_another_fence_slot_or_task_or_when_it_is_not_running() {
    assertFalse(renew(7, NOW), "bound");
    store.change(tx -> tx.slots().claim(KEY, 7, NOW, LEASE));
    assertFalse(renew(6, NOW));
    assertFalse(store.writes(tx -> tx.slots().renew(taskId(1), 1, 7, NOW, NEXT)));
    assertFalse(store.writes(tx -> tx.slots().renew(taskId(2), 0, 7, NOW, NEXT)));
    assertTrue(store.writes(tx -> tx.slots().end(KEY, Result.EXPIRED, null, NOW)));
    assertFalse(renew(7, NOW), "ended");
  }

  @Test
  void a_fence_names_its_slot_for_ever() {
    store.change(tx -> tx.slots().claim(KEY, 7, NOW, LEASE));
    assertTrue(store.writes(tx -> tx.slots().end(KEY, Result.SUCCEEDED, null, NOW)));
    assertEquals(KEY, store.read(tx -> Objects.requireNonNull(tx.slots().fenced(taskId(1), 0, 7))));
    assertTrue(store.reads(tx -> tx.slots().fenced(taskId(1), 0, 8) == null));
    assertTrue(store.reads(tx -> tx.slots().fenced(taskId(2), 0, 7) == null));
    assertTrue(store.reads(tx -> tx.slots().fenced(taskId(1), 1, 7) == null));
  }

  @Test
  void expired_is_what_runs_behind_its_lease_or_was_bound_before_the_cutoff() {
    assertEquals(List.of(), expired(NOW, NOW));
    assertEquals(List.of(KEY), expired(NOW, NOW.plusMillis(1)));
    store.change(tx -> tx.slots().claim(KEY, 7, NOW, LEASE));
    assertEquals(List.of(), expired(LEASE, NEXT));
    assertEquals(List.of(KEY), expired(LEASE.plusMillis(1), NOW));
    store.change(tx -> tx.attempts().close(attemptId(1), Result.FAILED, NOW));
    assertEquals(List.of(), expired(NEXT, NEXT), "a closed attempt");
  }

  @Test
  void time_in_which_the_machine_slept_expires_nothing() {
    store.change(tx -> {
      openAttempt(tx, 2);
      tx.slots().bind(attemptId(2), 0, agentId(2), NOW);
      tx.slots().claim(KEY, 7, NOW, LEASE);
      tx.slots().extend(60_000);
    });
    assertEquals(List.of(), expired(LEASE.plusSeconds(60), NOW.plusSeconds(60)));
    assertEquals(2, expired(LEASE.plusSeconds(61), NOW.plusSeconds(61)).size());
  }

  @Test
  void a_host_that_was_away_gives_bound_slots_their_whole_time_again() {
    store.change(tx -> tx.slots().rebind(NEXT));
    assertEquals(List.of(), expired(NEXT, NEXT));
    assertEquals(List.of(KEY), expired(NEXT, NEXT.plusMillis(1)));
  }

  @Test
  void open_slots_are_counted_all_and_those_that_share_an_attempt() {
    store.change(tx -> {
      openAttempt(tx, 2);
      register(tx, 3);
      tx.slots().bind(attemptId(2), 0, agentId(2), NOW);
      tx.slots().bind(attemptId(2), 1, agentId(3), NOW);
    });
    assertEquals(new SlotRows.OpenCounts(3, 2), store.read(tx -> tx.slots().openCounts()));
    assertEquals(3, store.number(tx -> tx.slots().boundCount()));
  }

  @Test
  void a_slot_without_a_lease_is_never_claimed_again_renewed_or_expired() {
    store.change(tx -> tx.slots().claim(KEY, 7, NOW, null));

    assertFalse(claimable(NOW));
    assertFalse(renew(7, NOW));
    store.change(tx -> tx.slots().extend(60_000));
    assertEquals(List.of(), expired(NEXT.plusSeconds(99_999), NEXT.plusSeconds(99_999)));
    assertNull(attempt(1).slots().getFirst().leaseUntil());
  }

  @Test
  void slots_of_sessions_are_left_out_of_the_counts() {
    store.change(tx -> {
      openAttempt(tx, 2);
      tx.agents().join(agentId(9), "claude-one", "one", Vendor.CLAUDE, NOW);
      tx.slots().bind(attemptId(2), 0, agentId(9), NOW);
    });
    assertEquals(new SlotRows.OpenCounts(1, 0), store.read(tx -> tx.slots().openCounts()));
  }

  private boolean claimable(Instant now) {
    return store.reads(tx -> KEY.equals(tx.slots().claimable(agentId(1), now)));
  }

  private boolean renew(long fence, Instant now) {
    return store.writes(tx -> tx.slots().renew(taskId(1), 0, fence, now, NEXT));
  }

  private List<SlotRows.Key> expired(Instant now, Instant cutoff) {
    return store.read(tx -> tx.slots().expired(now, cutoff));
  }

  private Attempt attempt(int number) {
    return store.read(tx -> Objects.requireNonNull(tx.attempts().find(attemptId(number))));
  }
}
