package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.ClaimSlot;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Heartbeat;
import dev.muster.contract.NothingBound;
import dev.muster.contract.ReportProgress;
import dev.muster.contract.Slot;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClaimsTest {
  @AutoClose private final Swarm swarm;

  ClaimsTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
  }

  @Test
  void the_first_claim_starts_the_task() {
    AgentId ann = swarm.agent("ann");
    TaskId id = swarm.submit("one");
    swarm.admit();

    Assignment held = swarm.claim(ann);

    assertEquals(TaskState.RUNNING, swarm.state(id));
    assertEquals(TaskState.RUNNING, held.task().state());
    assertEquals(swarm.now().plusSeconds(30), held.leaseUntil());
    assertEquals("single agent", held.topology());
  }

  @Test
  void each_of_three_agents_gets_its_own_slot_and_fence() {
    var agents = List.of(swarm.agent("ann"), swarm.agent("bob"), swarm.agent("cid"));
    TaskId id = swarm.submit(Draft.of("wide").pinned(3));
    swarm.admit();

    Set<Long> fences = new HashSet<>();
    for (int slot = 0; slot < 3; slot++) {
      Assignment held = swarm.claim(agents.get(slot));
      assertEquals(slot, held.slot());
      assertEquals(3, held.slots());
      assertTrue(fences.add(held.fence()));
    }

    assertEquals(
        List.of("submitted", "admit", "claim"),
        swarm.changes(id).stream().map(changed -> changed.cause()).toList());
  }

  @Test
  void an_agent_that_was_bound_in_vain_is_offline_until_it_claims() {
    AgentId ann = swarm.agent("ann");
    TaskId id = swarm.submit("one");
    swarm.admit();
    swarm.passSeconds(11);
    swarm.sweep();

    Swarm.await(swarm.coordination().heartbeat(new Heartbeat(ann, "ann-1", null, null)));
    assertEquals(0, swarm.admit(), "a heartbeat is not enough");
    assertEquals(TaskState.READY, swarm.state(id));

    assertInstanceOf(
        NothingBound.class, Swarm.await(swarm.coordination().claim(new ClaimSlot(ann))));
    assertEquals(1, swarm.admit());
  }

  @Test
  void a_claim_is_answered_the_same_until_the_slot_is_renewed() {
    AgentId ann = swarm.agent("ann");
    swarm.submit("one");
    swarm.admit();
    Assignment held = swarm.claim(ann);
    swarm.passSeconds(5);

    assertEquals(held, swarm.claim(ann));
    swarm.renew(held);

    assertInstanceOf(NothingBound.class, claim(ann));
  }

  @Test
  void who_has_nothing_bound_gets_nothing_and_who_is_unknown_is_refused() {
    AgentId nobody = AgentId.next(Instant.EPOCH, new Random(1));

    assertInstanceOf(NothingBound.class, claim(swarm.agent("ann")));
    assertEquals(FailureCode.NOT_FOUND, Swarm.refusal(() -> claim(nobody)));
  }

  @Test
  void a_lease_can_be_renewed_to_its_last_millisecond_and_not_after() {
    AgentId ann = swarm.agent("ann");
    swarm.submit("one");
    swarm.admit();
    Assignment held = swarm.claim(ann);

    swarm.passSeconds(30);
    assertEquals(swarm.now().plusSeconds(30), swarm.renew(held).leaseUntil());
    swarm.pass(Swarm.LIMITS.lease().plusMillis(1));

    assertEquals(FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.renew(held)));
  }

  @Test
  void a_fence_holds_only_its_own_slot() {
    AgentId ann = swarm.agent("ann");
    swarm.submit("one");
    swarm.admit();
    Assignment held = swarm.claim(ann);
    var other =
        new Assignment(
            held.taskId(),
            held.attemptId(),
            1,
            2,
            held.fence(),
            held.leaseUntil(),
            held.topology(),
            held.task());

    assertEquals(FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.renew(other)));
  }

  @Test
  void progress_is_kept_and_renews() {
    AgentId ann = swarm.agent("ann");
    TaskId id = swarm.submit("one");
    swarm.admit();
    Assignment held = swarm.claim(ann);
    swarm.passSeconds(20);

    progress(held, 40);

    Slot slot = swarm.lastAttempt(id).slots().getFirst();
    assertEquals(40, slot.percent());
    assertEquals("half way", slot.message());
    assertEquals(swarm.now().plusSeconds(30), slot.leaseUntil());
    swarm.passSeconds(31);
    assertEquals(FailureCode.STALE_FENCE, Swarm.refusal(() -> progress(held, 50)));
  }

  @Test
  void a_later_attempt_has_a_higher_fence() {
    AgentId ann = swarm.agent("ann");
    swarm.submit("one");
    swarm.admit();
    Assignment first = swarm.claim(ann);
    swarm.passSeconds(31);
    swarm.sweep();
    swarm.passSeconds(2);
    swarm.admit();

    Assignment second = swarm.claim(ann);

    assertEquals(first.taskId(), second.taskId());
    assertNotEquals(first.attemptId(), second.attemptId());
    assertTrue(second.fence() > first.fence());
  }

  private Object claim(AgentId agent) {
    return Swarm.await(swarm.coordination().claim(new ClaimSlot(agent)));
  }

  private void progress(Assignment held, int percent) {
    var report = new ReportProgress(held.taskId(), held.slot(), held.fence(), percent, "half way");
    Swarm.await(swarm.coordination().progress(report));
  }
}
