package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.ClaimSlot;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Result;
import dev.muster.contract.Slot;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attempt of three slots, and how their ends close it. */
final class SlotsTest {
  private final List<AgentId> agents = new ArrayList<>();
  @AutoClose private final Swarm swarm;
  private final TaskId task;

  SlotsTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    for (String name : List.of("ann", "bob", "cid")) {
      agents.add(swarm.agent(name));
    }
    task = swarm.submit(Draft.of("wide").pinned(3));
    swarm.admit();
  }

  @Test
  void the_last_slot_closes_the_attempt_with_one_outcome() {
    List<Assignment> held = claimAll();

    assertFalse(swarm.report(held.get(1), Result.SUCCEEDED).attemptClosed());
    assertFalse(swarm.report(held.get(0), Result.SUCCEEDED).attemptClosed());
    assertEquals(TaskState.RUNNING, swarm.state(task));
    assertEquals("0", swarm.stored("SELECT COUNT(*) FROM outcome"));
    assertTrue(swarm.report(held.get(2), Result.SUCCEEDED).attemptClosed());

    assertEquals(TaskState.SUCCEEDED, swarm.state(task));
    assertEquals(Result.SUCCEEDED, swarm.lastAttempt(task).result());
    assertEquals("1", swarm.stored("SELECT COUNT(*) FROM outcome"));
    assertEquals("3", swarm.stored("SELECT agents FROM outcome"));
  }

  @Test
  void an_agent_whose_slot_ended_takes_other_work_while_the_attempt_goes_on() {
    List<Assignment> held = claimAll();
    swarm.report(held.get(1), Result.SUCCEEDED);
    TaskId other = swarm.submit("other");

    assertEquals(1, swarm.admit());
    assertEquals(other, swarm.claim(agents.get(1)).taskId());
  }

  @Test
  void a_failed_slot_0_closes_the_attempt_at_once_and_voids_the_other_fences() {
    assertLeadEndsAll(Result.FAILED, TaskState.FAILED);
  }

  @Test
  void a_slot_0_handed_back_closes_the_attempt_at_once_and_voids_the_other_fences() {
    assertLeadEndsAll(Result.HANDED_BACK, TaskState.READY);
  }

  private void assertLeadEndsAll(Result result, TaskState after) {
    List<Assignment> held = claimAll();

    assertTrue(swarm.report(held.getFirst(), result).attemptClosed());

    assertEquals(after, swarm.state(task));
    assertEquals(result, swarm.lastAttempt(task).result());
    assertEquals(List.of(result, Result.VOIDED, Result.VOIDED), results());
    for (Assignment other : held.subList(1, 3)) {
      assertEquals(FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.renew(other)));
      assertEquals(
          FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.report(other, Result.SUCCEEDED)));
    }
    assertEquals("1", swarm.stored("SELECT COUNT(*) FROM outcome"));
    assertEquals("2", swarm.stored("SELECT COUNT(*) FROM label"));
  }

  @Test
  void an_expired_slot_0_closes_the_attempt_and_voids_the_other_fences() {
    List<Assignment> held = claimAll();
    swarm.passSeconds(20);
    swarm.renew(held.get(1));
    swarm.renew(held.get(2));
    swarm.passSeconds(11);

    assertEquals(1, swarm.sweep());

    assertEquals(List.of(Result.EXPIRED, Result.VOIDED, Result.VOIDED), results());
    assertEquals(TaskState.READY, swarm.state(task));
    assertEquals(FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.renew(held.get(1))));
  }

  @Test
  void a_failed_slot_1_lets_the_others_finish_and_the_attempt_is_failed() {
    List<Assignment> held = claimAll();

    assertFalse(swarm.report(held.get(1), Result.FAILED).attemptClosed());
    swarm.renew(held.get(0));
    assertFalse(swarm.report(held.get(0), Result.SUCCEEDED).attemptClosed());
    assertTrue(swarm.report(held.get(2), Result.SUCCEEDED).attemptClosed());

    assertEquals(TaskState.FAILED, swarm.state(task));
    assertEquals(Result.FAILED, swarm.lastAttempt(task).result());
  }

  @Test
  void a_slot_0_in_conflict_lets_the_others_finish() {
    List<Assignment> held = claimAll();

    assertFalse(swarm.report(held.get(0), Result.CONFLICT).attemptClosed());
    swarm.report(held.get(1), Result.SUCCEEDED);
    swarm.report(held.get(2), Result.SUCCEEDED);

    assertEquals(Result.CONFLICT, swarm.lastAttempt(task).result());
    assertEquals(TaskState.READY, swarm.state(task));
  }

  @Test
  void an_attempt_that_nobody_claims_leaves_no_outcome_and_the_task_is_ready() {
    swarm.passSeconds(10);
    assertEquals(0, swarm.sweep());
    swarm.passSeconds(1);
    swarm.sweep();

    assertEquals(TaskState.READY, swarm.state(task));
    assertEquals(Result.UNCLAIMED, swarm.lastAttempt(task).result());
    assertEquals("0", swarm.stored("SELECT COUNT(*) FROM outcome"));
    assertEquals("0", swarm.stored("SELECT SUM(slots_ended + slots_expired) FROM agent"));
    assertEquals(0, swarm.admit(), "nobody who was bound in vain is bound again unasked");
    agents.forEach(agent -> Swarm.await(swarm.coordination().claim(new ClaimSlot(agent))));
    assertEquals(1, swarm.admit());
  }

  @Test
  void a_slot_nobody_claims_in_time_makes_the_attempt_expired() {
    Assignment lead = swarm.claim(agents.get(0));
    Assignment second = swarm.claim(agents.get(1));
    swarm.passSeconds(11);
    swarm.sweep();
    assertEquals(TaskState.RUNNING, swarm.state(task));

    swarm.report(lead, Result.SUCCEEDED);
    swarm.report(second, Result.SUCCEEDED);

    assertEquals(List.of(Result.SUCCEEDED, Result.SUCCEEDED, Result.EXPIRED), results());
    assertEquals(Result.EXPIRED, swarm.lastAttempt(task).result());
    assertEquals(TaskState.READY, swarm.state(task));
    assertEquals("1", swarm.stored("SELECT COUNT(*) FROM outcome"));
  }

  @Test
  void an_unclaimed_slot_0_ends_what_the_others_began() {
    Assignment second = swarm.claim(agents.get(1));
    swarm.passSeconds(11);
    swarm.sweep();

    assertEquals(List.of(Result.EXPIRED, Result.VOIDED, Result.VOIDED), results());
    assertEquals(FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.renew(second)));
    assertEquals("1", swarm.stored("SELECT COUNT(*) FROM outcome"));
    assertEquals("1", swarm.stored("SELECT SUM(slots_ended) FROM agent"), "the claimed one");
    assertEquals("0", swarm.stored("SELECT SUM(slots_expired) FROM agent"));
  }

  @Test
  void the_outcome_sums_tokens_and_memory_and_takes_the_longest_time() {
    List<Assignment> held = claimAll();
    for (int slot = 0; slot < 3; slot++) {
      var report = Swarm.outcome(held.get(slot), Result.SUCCEEDED, 10L + slot);
      Swarm.await(swarm.coordination().outcome(report));
    }

    // 10 + 11 + 12 bytes; every slot took 100 ms; nobody counted tokens
    assertEquals("33", swarm.stored("SELECT peak_memory_bytes FROM outcome"));
    assertEquals("100", swarm.stored("SELECT duration_ms FROM outcome"));
    assertEquals("null", swarm.stored("SELECT tokens FROM outcome"));
  }

  @Test
  void a_cancelled_attempt_voids_every_slot() {
    List<Assignment> held = claimAll();

    swarm.cancel(task);

    assertNull(swarm.task(task).held());
    for (Assignment slot : held) {
      assertEquals(FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.renew(slot)));
    }
    assertEquals(1, Integer.parseInt(swarm.stored("SELECT COUNT(*) FROM outcome")));
  }

  private List<Assignment> claimAll() {
    return agents.stream().map(swarm::claim).toList();
  }

  private List<Result> results() {
    return swarm.lastAttempt(task).slots().stream().map(Slot::result).toList();
  }
}
