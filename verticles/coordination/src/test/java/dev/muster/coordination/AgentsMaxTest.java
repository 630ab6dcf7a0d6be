package dev.muster.coordination;

import static dev.muster.coordination.Swarm.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.Decide;
import dev.muster.contract.Decision;
import dev.muster.contract.Masked;
import dev.muster.contract.NewTask;
import dev.muster.contract.TaskId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No task gets more agents than the configuration says. */
final class AgentsMaxTest {
  private static final Limits TWO =
      new Limits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofDays(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          200,
          100,
          1_000,
          Duration.ofSeconds(10),
          500_000_000,
          0,
          2);

  @AutoClose private final Swarm swarm;
  private final Crew crew;

  AgentsMaxTest(@TempDir Path folder) {
    swarm = Swarm.in(folder, TWO);
    crew = new Crew(swarm);
    swarm.wanting(4);
  }

  @Test
  void a_task_that_wants_four_of_four_free_agents_starts_with_two() {
    crew.join(4);
    TaskId id = swarm.submit("one");
    swarm.admit();
    assertEquals(2, swarm.lastAttempt(id).slots().size());
    assertEquals(
        new Masked(3, "coordination.agents_max is 2"), crew.decision(id).mask().getFirst());
  }

  @Test
  void advice_for_a_fleet_of_the_askers_own_says_the_same() {
    var question = new Decide(NewTask.of("x"), Map.of(), null, null, false, "ci");
    Decision decision = await(swarm.coordination().decide(question)).decision();
    assertEquals(2, decision.agents());
    assertEquals(List.of(3, 4, 5, 6, 7, 8), decision.mask().stream().map(Masked::n).toList());
  }
}
