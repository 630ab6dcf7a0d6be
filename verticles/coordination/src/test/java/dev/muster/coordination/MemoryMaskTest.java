package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.AgentId;
import dev.muster.contract.Decision;
import dev.muster.contract.Masked;
import dev.muster.contract.Result;
import dev.muster.contract.TaskId;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the machine's memory narrows a decision. */
final class MemoryMaskTest {
  private static final long GB = 1_000_000_000;

  @AutoClose private final Swarm swarm;
  private final Crew crew;

  MemoryMaskTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    crew = new Crew(swarm);
  }

  @Test
  void a_machine_with_memory_for_two_masks_three() {
    crew.join(3);
    swarm.wanting(3);
    // 1.2 GB available, .1 GB kept back, .5 GB for each: 1.1 / .5 = two agents
    swarm.machine(new MachineReading(8 * GB, 1_200_000_000L, null));
    TaskId id = swarm.submit("one");
    swarm.admit();

    assertEquals(2, swarm.lastAttempt(id).slots().size());
    assertEquals(
        new Masked(3, "memory is left for 2 of 500 MB"), crew.decision(id).mask().getFirst());
  }

  @Test
  void what_is_bound_and_has_not_begun_counts_as_taken_memory() {
    crew.join(3);
    swarm.machine(new MachineReading(8 * GB, 1_200_000_000L, null));
    swarm.submit("one");
    swarm.submit("two");
    TaskId third = swarm.submit("three");

    assertEquals(2, swarm.admit());

    assertEquals("one agent needs 500 MB of memory", swarm.task(third).held());
  }

  @Test
  void a_task_is_held_when_not_even_one_agent_fits() {
    swarm.agent("ann");
    swarm.machine(new MachineReading(8 * GB, 599_000_000L, null));
    TaskId id = swarm.submit("one");

    assertEquals(0, swarm.admit());
    assertEquals("one agent needs 500 MB of memory", swarm.task(id).held());
    swarm.machine(new MachineReading(8 * GB, 600_000_000L, null));

    assertEquals(1, swarm.admit());
  }

  @Test
  void measured_memory_replaces_the_default() {
    AgentId ann = swarm.agent("ann");
    swarm.machine(new MachineReading(8 * GB, 8 * GB, null));
    // 20 peaks of 100, 200 .. 2,000 MB: the 95th percentile is the 19th of them, 1,900 MB
    for (long i = 1; i <= 20; i++) {
      swarm.submit("measured");
      swarm.admit();
      var report = Swarm.outcome(swarm.claim(ann), Result.SUCCEEDED, i * 100_000_000);
      Swarm.await(swarm.coordination().outcome(report));
    }
    swarm.machine(new MachineReading(8 * GB, 1_999_000_000L, null));
    TaskId id = swarm.submit("next");
    swarm.admit();

    assertEquals("one agent needs 1900 MB of memory", swarm.task(id).held());
  }

  @Test
  void advice_for_a_machine_without_memory_is_one_agent() {
    crew.join(3);
    swarm.wanting(3);
    swarm.machine(new MachineReading(8 * GB, 0L, null));

    Decision advice = crew.advice(Draft.of("one"));

    assertEquals(1, advice.agents());
    assertEquals(7, advice.mask().size());
  }
}
