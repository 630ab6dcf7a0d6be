package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Assignment;
import dev.muster.contract.AttemptChanged;
import dev.muster.contract.Decision;
import dev.muster.contract.DecisionMade;
import dev.muster.contract.EvidenceKind;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Feature;
import dev.muster.contract.FeatureName;
import dev.muster.contract.FileKey;
import dev.muster.contract.GetTask;
import dev.muster.contract.Landing;
import dev.muster.contract.Masked;
import dev.muster.contract.Provenance;
import dev.muster.contract.RenewSlot;
import dev.muster.contract.ReportEvidence;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionTasksTest {
  private Swarm swarm;
  private Desk desk;

  @BeforeEach
  void open(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    desk = new Desk(swarm);
  }

  @AfterEach
  void close() {
    swarm.close();
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

    Decision decision =
        Swarm.await(swarm.coordination().get(new GetTask(id))).decisions().getFirst();

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
  void a_commit_of_a_file_that_it_edited_ends_it_as_succeeded() {
    TaskId id = desk.working("one");
    desk.edit("one", "A.java", "B.java");

    SessionAnswer answer = desk.commit("one", "0123456789abcdef", "B.java", "other.java");

    assertEquals(id, answer.taskId());
    assertEquals(TaskState.SUCCEEDED, answer.taskState());
    Slot slot = swarm.lastAttempt(id).slots().getFirst();
    assertEquals("commit 0123456789ab", slot.message());
    assertEquals("[\"A.java\",\"B.java\"]", swarm.stored("SELECT files FROM slot"));
    assertEquals(
        "SUCCEEDED 1 excluded UNCHECKED",
        swarm.stored("SELECT concat_ws(' ', result, agents, learned, landing) FROM outcome"));
  }

  @Test
  void a_commit_of_other_files_is_no_evidence() {
    TaskId id = desk.working("one");
    desk.edit("one", "A.java");

    desk.commit("one", "abc", "B.java");

    assertEquals(TaskState.RUNNING, swarm.state(id));
  }

  @Test
  void what_is_known_of_the_leases_of_a_commit_is_kept() {
    desk.working("one");
    desk.edit("one", "A.java");
    var file = new FileKey(Desk.REPO, Desk.HERE, "A.java");

    desk.evidence(
        new ReportEvidence(
            "one", EvidenceKind.COMMIT, null, "abc", List.of(file), null, Landing.STALE));

    assertEquals("STALE", swarm.stored("SELECT landing FROM outcome"));
  }

  @Test
  void the_last_test_command_decides_when_the_session_ends() {
    assertEquals(TaskState.SUCCEEDED, ended("passed", 1, 0));
    assertEquals(TaskState.FAILED, ended("failed", 0, 2));
  }

  private TaskState ended(String session, int... exitCodes) {
    TaskId id = desk.working(session);
    for (int exitCode : exitCodes) {
      assertEquals(TaskState.RUNNING, desk.test(session, exitCode).taskState());
    }
    desk.close(session);
    return swarm.state(id);
  }

  @Test
  void a_test_of_the_task_before_says_nothing_of_this_one() {
    desk.working("one");
    desk.test("one", 0);
    desk.done("one", Result.FAILED);
    TaskId next = Objects.requireNonNull(desk.prompt("one").taskId());

    desk.close("one");

    assertEquals(TaskState.UNKNOWN, swarm.state(next));
  }

  @Test
  void who_says_that_it_is_done_ends_it_with_that_result() {
    TaskId one = desk.working("one");
    TaskId two = desk.working("two");

    assertEquals(TaskState.SUCCEEDED, desk.done("one", Result.SUCCEEDED).taskState());
    assertEquals(TaskState.FAILED, desk.done("two", Result.FAILED).taskState());

    assertEquals("succeeded", swarm.task(one).reason());
    assertEquals("failed: said to be failed", swarm.task(two).reason());
  }

  @Test
  void no_evidence_is_unknown_at_the_end_and_after_thirty_idle_minutes() {
    TaskId one = desk.working("one");
    TaskId two = desk.working("two");

    desk.close("one");
    swarm.pass(Duration.ofMinutes(31));
    swarm.sweep();

    assertEquals(TaskState.UNKNOWN, swarm.state(one));
    assertEquals(TaskState.UNKNOWN, swarm.state(two));
    assertEquals("the session ended: idle", swarm.lastAttempt(two).slots().getFirst().message());
  }

  @Test
  void a_test_counts_for_an_idle_session_too() {
    TaskId id = desk.working("one");
    desk.test("one", 0);
    swarm.pass(Duration.ofMinutes(31));

    swarm.sweep();

    assertEquals(TaskState.SUCCEEDED, swarm.state(id));
  }

  @Test
  void after_its_end_a_prompt_opens_another_and_rests_do_not() {
    TaskId first = desk.working("one");
    desk.done("one", Result.SUCCEEDED);
    assertNull(desk.rest("one").taskId());

    TaskId second = desk.prompt("one").taskId();

    assertNotEquals(first, second);
    assertEquals("2", swarm.stored("SELECT COUNT(*) FROM attempt"));
  }

  @Test
  void evidence_after_the_end_is_kept_as_a_label() {
    TaskId id = desk.working("one");
    desk.edit("one", "A.java", "B.java");
    desk.commit("one", "abc", "A.java");

    desk.commit("one", "def", "B.java");
    desk.test("one", 1);
    desk.done("one", Result.FAILED);

    assertEquals(TaskState.SUCCEEDED, swarm.state(id));
    assertEquals(
        "a test command ended 1,commit def,said to be failed",
        swarm.stored("SELECT group_concat(evidence) FROM (SELECT * FROM label ORDER BY evidence)"));
  }

  @Test
  void a_commit_counts_for_the_task_whose_edits_it_holds_and_once() {
    TaskId first = desk.working("one");
    desk.edit("one", "A.java");
    desk.done("one", Result.SUCCEEDED);
    TaskId second = Objects.requireNonNull(desk.prompt("one").taskId());
    desk.edit("one", "B.java");

    desk.commit("one", "abc", "A.java");
    assertEquals(TaskState.RUNNING, swarm.state(second));
    desk.commit("one", "def", "A.java", "B.java");

    assertEquals(TaskState.SUCCEEDED, swarm.state(second));
    assertEquals(
        swarm.lastAttempt(first).id() + " commit abc",
        swarm.stored("SELECT group_concat(attempt_id || ' ' || evidence) FROM label"));
  }

  @Test
  void a_file_that_is_edited_again_may_land_again() {
    desk.working("one");
    desk.edit("one", "A.java");
    desk.commit("one", "abc", "A.java");
    TaskId next = Objects.requireNonNull(desk.prompt("one").taskId());
    desk.edit("one", "A.java");

    desk.commit("one", "def", "A.java");

    assertEquals(TaskState.SUCCEEDED, swarm.state(next));
    assertEquals("0", swarm.stored("SELECT COUNT(*) FROM label"));
  }

  @Test
  void it_can_be_cancelled_and_the_session_goes_on() {
    TaskId id = desk.working("one");

    Swarm.await(swarm.coordination().cancel(id));

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

    Decision decision =
        Swarm.await(swarm.coordination().get(new GetTask(next))).decisions().getFirst();
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
