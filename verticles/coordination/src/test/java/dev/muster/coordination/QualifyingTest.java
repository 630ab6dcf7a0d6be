package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.Agent;
import dev.muster.contract.AgentId;
import dev.muster.contract.AgentState;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.Estimate;
import dev.muster.contract.NewTask;
import dev.muster.contract.Provenance;
import dev.muster.contract.Task;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class QualifyingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Random RANDOM = new Random(1);

  @Test
  void only_who_has_every_capability_qualifies() {
    Agent both = agent("both", List.of("java", "test"), null, null, 0);
    Agent one = agent("one", List.of("java"), null, null, 0);
    Task task = task(Draft.of("x").needs("java", "test"));

    assertEquals(List.of(both), Qualifying.rank(task, List.of(one, both)));
  }

  @Test
  void language_goes_before_memory_before_load_before_experience_before_name() {
    List<Agent> ranked =
        List.of(
            agent("speaks", List.of("java"), 1L, 9.0, 9),
            agent("roomy", List.of(), 8L, 9.0, 9),
            agent("idle", List.of(), 4L, .1, 9),
            agent("fresh", List.of(), 4L, .5, 1),
            agent("named", List.of(), 4L, .5, 9),
            agent("named too", List.of(), 4L, .5, 9),
            agent("loaded", List.of(), 4L, null, 0),
            agent("silent", List.of(), null, .1, 0));
    var shuffled = new ArrayList<>(ranked);
    Collections.shuffle(shuffled, RANDOM);

    assertEquals(ranked, Qualifying.rank(task(Draft.of("x").in("java")), shuffled));
  }

  @Test
  void what_no_agent_that_is_here_can_do_is_named() {
    Agent busy = agent("busy", List.of("java"), null, null, 0);
    Task task = task(Draft.of("x").needs("rust", "java", "ada"));

    assertEquals("no agent has ada, rust", Qualifying.whyNone(task, List.of(busy)));
  }

  @Test
  void what_agents_can_do_only_between_them_is_waited_for() {
    Agent java = agent("a", List.of("java"), null, null, 0);
    Agent test = agent("b", List.of("test"), null, null, 0);
    Task task = task(Draft.of("x").needs("java", "test"));

    assertEquals(
        "waits for an agent with java, test", Qualifying.whyNone(task, List.of(java, test)));
  }

  private static Agent agent(
      String name, List<String> words, @Nullable Long memory, @Nullable Double load, long ended) {
    return new Agent(
        AgentId.next(NOW, RANDOM),
        name,
        "exec",
        words,
        words,
        AgentState.FREE,
        NOW,
        NOW,
        memory,
        load,
        ended,
        0,
        false);
  }

  private static Task task(Draft draft) {
    NewTask from = draft.task();
    return new Task(
        TaskId.next(NOW, RANDOM),
        TaskState.READY,
        from.type(),
        "x",
        from.text(),
        from.value(),
        null,
        List.of(),
        0,
        null,
        from.capabilities(),
        from.language(),
        List.of(),
        null,
        null,
        from.source(),
        0,
        null,
        null,
        null,
        new Estimate(1, CoordinationClass.CRITICAL, .5, Provenance.HEURISTIC),
        NOW,
        NOW);
  }
}
