package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Assignment;
import dev.muster.contract.AttemptChanged;
import dev.muster.contract.Decision;
import dev.muster.contract.DecisionMade;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Feature;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Masked;
import dev.muster.contract.Provenance;
import dev.muster.contract.RenewSlot;
import dev.muster.contract.Result;
import dev.muster.contract.SessionAnswer;
import dev.muster.contract.Slot;
import dev.muster.contract.SlotState;
import dev.muster.contract.Source;
import dev.muster.contract.Task;
import dev.muster.contract.TaskChanged;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionTasksTest {
  @AutoClose private final Swarm swarm;
  private final Desk desk;

  SessionTasksTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    desk = new Desk(swarm);
  }

  @Test
  void a_prompt_opens_a_task_that_runs_with_its_slot_under_a_fence() {
    desk.open("one");
    long before = desk.picture().seq();

    SessionAnswer answer = desk.prompt("one");

    assertEquals(TaskState.RUNNING, answer.taskState());
    Task task = swarm.task(Objects.requireNonNull(answer.taskId()));
    assertEquals(Source.SESSION, task.source());
    assertEquals("session", task.type());
    assertEquals("session claude-one", task.title());
    assertEquals(Desk.REPO, task.repo());
    assertEquals(1, task.attempts());
    Slot slot = swarm.lastAttempt(task.id()).slots().getFirst();
    assertEquals(SlotState.RUNNING, slot.state());
    assertEquals("claude-one", slot.agent());
    assertEquals(1L, slot.fence());
    assertNull(slot.leaseUntil());
    assertEquals(Map.of(TaskState.RUNNING, 1L), desk.picture().taskCounts());
    assertEquals(
        List.of("TaskChanged opened", "DecisionMade", "AttemptChanged claimed", "AgentChanged"),
        told(before));
  }

  @Test
  void its_decision_is_pinned_to_one_and_explained() {
    desk.open("one");
    TaskId id = Objects.requireNonNull(desk.prompt("one").taskId());

    Decision decision = new Crew(swarm).decision(id);

    assertEquals(1, decision.agents());
    assertEquals(Provenance.PINNED, decision.provenance());
    assertEquals(List.of(1.0, .0, .0, .0, .0, .0, .0, .0), decision.propensities());
    assertEquals(
        IntStream.rangeClosed(2, 8).mapToObj(n -> new Masked(n, "a session is one agent")).toList(),
        decision.mask());
    // a prompt of 2000 bytes: ln 2001 / ln 16385 = 7.6014 / 9.7041
    assertEquals(.7833, value(decision, FeatureName.TASK_COMPLEXITY), 1e-4);
    assertEquals(0, value(decision, FeatureName.AGENT_COUNT));
  }

  @Test
  void a_second_prompt_goes_on_with_the_same_task() {
    TaskId id = desk.working("one");

    assertEquals(id, desk.prompt("one").taskId());
    assertEquals("1", swarm.stored("SELECT COUNT(*) FROM task"));
  }

  @Test
  void where_texts_are_stored_the_title_is_the_first_line() {
    desk.open("one");

    TaskId id = Objects.requireNonNull(desk.prompt("one", "Fix the login\nIt fails").taskId());

    assertEquals("Fix the login", swarm.task(id).title());
    assertEquals("Fix the login\nIt fails", swarm.task(id).text());
  }

  @Test
  void it_is_neither_admitted_nor_renewed_nor_expired() {
    TaskId id = desk.working("one");
    swarm.agent("ann");

    assertEquals(0, swarm.admit());
    var renewal = new RenewSlot(id, 0, 1);
    assertEquals(
        FailureCode.STALE_FENCE,
        Swarm.refusal(() -> Swarm.await(swarm.coordination().renew(renewal))));
    swarm.pass(Duration.ofMinutes(29));
    swarm.sweep();

    assertEquals(TaskState.RUNNING, swarm.state(id));
  }

  @Test
  void it_can_be_cancelled_and_the_session_goes_on() {
    TaskId id = desk.working("one");

    swarm.cancel(id);

    assertEquals(TaskState.CANCELLED, swarm.state(id));
    assertEquals("CANCELLED", swarm.stored("SELECT result FROM outcome"));
    assertNotEquals(id, desk.prompt("one").taskId());
  }

  @Test
  void whoever_knows_its_fence_may_end_it_but_never_make_it_start_again() {
    TaskId id = desk.working("one");
    Slot slot = swarm.lastAttempt(id).slots().getFirst();
    var held =
        new Assignment(
            id,
            swarm.lastAttempt(id).id(),
            0,
            1,
            Objects.requireNonNull(slot.fence()),
            swarm.now(),
            "single agent",
            swarm.task(id));

    for (Result result : List.of(Result.CONFLICT, Result.PARKED, Result.HANDED_BACK)) {
      assertEquals(FailureCode.CONFLICT, Swarm.refusal(() -> swarm.report(held, result)));
    }
    assertEquals(TaskState.SUCCEEDED, swarm.report(held, Result.SUCCEEDED).state());
    assertNull(desk.rest("one").taskId());
  }

  @Test
  void its_files_are_the_first_thousand_that_it_edited() {
    desk.working("one");
    for (int i = 0; i < 3; i++) {
      int from = i * 400;
      desk.edit(
          "one",
          IntStream.range(from, from + 400).mapToObj("f%04d"::formatted).toArray(String[]::new));
      swarm.passSeconds(1);
    }
    desk.edit("one", "f0000");

    assertEquals("1000", swarm.stored("SELECT json_array_length(files) FROM slot"));
    assertEquals("1", swarm.stored("SELECT files LIKE '%f0999%' FROM slot"));
  }

  @Test
  void sessions_do_not_dilute_how_much_agents_have_to_talk() {
    desk.working("one");
    swarm.agent("ann");
    swarm.agent("bob");
    swarm.wanting(2);
    swarm.submit("both");
    swarm.admit();

    TaskId next = desk.working("two");

    Decision decision = new Crew(swarm).decision(next);
    assertEquals(1.0, value(decision, FeatureName.CROSS_AGENT_COMMUNICATION));
  }

  private static double value(Decision decision, FeatureName name) {
    Feature feature =
        decision.features().stream().filter(f -> f.name() == name).findFirst().orElseThrow();
    return Objects.requireNonNull(feature.value());
  }

  private List<String> told(long after) {
    return swarm.events().stream()
        .filter(event -> event.seq() > after)
        .map(event ->
            switch (event) {
              case TaskChanged changed -> {
                assertNull(changed.was());
                yield "TaskChanged " + changed.cause();
              }
              case AttemptChanged changed -> "AttemptChanged " + changed.cause();
              case DecisionMade made -> "DecisionMade";
              default -> {
                assertTrue(event.seq() > 0);
                yield event.getClass().getSimpleName();
              }
            })
        .toList();
  }
}
