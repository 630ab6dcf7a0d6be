package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.EvidenceKind;
import dev.muster.contract.FileKey;
import dev.muster.contract.Landing;
import dev.muster.contract.ReportEvidence;
import dev.muster.contract.Result;
import dev.muster.contract.SessionAnswer;
import dev.muster.contract.Slot;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends the task of a session, and what is no evidence. */
final class SessionEvidenceTest {
  @AutoClose private final Swarm swarm;
  private final Desk desk;

  SessionEvidenceTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    desk = new Desk(swarm);
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
}
