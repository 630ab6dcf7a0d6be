package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.ClaimSlot;
import dev.muster.contract.Decision;
import dev.muster.contract.Masked;
import dev.muster.contract.Mode;
import dev.muster.contract.NothingBound;
import dev.muster.contract.Result;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an emergency and a maintenance change, and what they leave alone. */
final class ModesTest {
  @AutoClose private final Swarm swarm;
  private final Crew crew;

  ModesTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    crew = new Crew(swarm);
  }

  @Test
  void in_an_emergency_each_task_gets_one_agent_and_what_runs_goes_on() {
    crew.join(5);
    swarm.wanting(3);
    TaskId before = swarm.submit("before");
    swarm.admit();
    swarm.mode(Mode.EMERGENCY, "memory");
    TaskId during = swarm.submit("during");

    assertEquals(1, swarm.admit());

    assertEquals(3, swarm.lastAttempt(before).slots().size());
    assertEquals(1, swarm.lastAttempt(during).slots().size());
    Decision decision = crew.decision(during);
    assertEquals(Mode.EMERGENCY, decision.mode());
    assertEquals("memory", decision.modeReason());
    assertEquals(new Masked(2, "one agent in an EMERGENCY: memory"), decision.mask().getFirst());
    assertEquals(7, decision.mask().size());
  }

  @Test
  void in_an_emergency_a_pinned_task_starts_with_one_agent_at_once() {
    crew.join(3);
    swarm.mode(Mode.EMERGENCY, "memory");
    TaskId id = swarm.submit(Draft.of("pinned").pinned(3));
    assertEquals(1, swarm.admit());
    assertEquals(1, swarm.lastAttempt(id).slots().size());
  }

  @Test
  void in_a_maintenance_no_task_starts_and_each_says_why() {
    crew.join(1);
    swarm.mode(Mode.MAINTENANCE, "window");
    TaskId id = swarm.submit("one");

    assertEquals(0, swarm.admit());

    assertEquals("the host is in MAINTENANCE: window", swarm.task(id).held());
    assertEquals(TaskState.READY, swarm.state(id));
    swarm.mode(Mode.FALLBACK, "no_model");
    assertEquals(1, swarm.admit());
    assertNull(swarm.task(id).held());
  }

  @Test
  void in_a_maintenance_what_was_claimed_ends_and_what_was_only_bound_waits() {
    AgentId ann = swarm.agent("ann");
    AgentId bob = swarm.agent("bob");
    TaskId running = swarm.submit("running");
    TaskId bound = swarm.submit("bound");
    swarm.admit();
    Assignment held = swarm.claim(ann);
    assertEquals(running, held.taskId());

    swarm.mode(Mode.MAINTENANCE, "ordered");

    assertInstanceOf(
        NothingBound.class, Swarm.await(swarm.coordination().claim(new ClaimSlot(bob))));
    assertEquals(held, swarm.claim(ann), "its own is given again");
    swarm.passSeconds(11);
    swarm.renew(held);
    swarm.sweep();
    assertEquals(TaskState.READY, swarm.state(bound), "nobody claimed it for ten seconds");
    swarm.report(held, Result.SUCCEEDED);
    assertEquals(TaskState.SUCCEEDED, swarm.state(running));
    assertEquals(0, swarm.admit());
  }
}
