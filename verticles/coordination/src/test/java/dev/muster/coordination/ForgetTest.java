package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Assignment;
import dev.muster.contract.FailureCode;
import dev.muster.contract.NoticeKind;
import dev.muster.contract.OpenSession;
import dev.muster.contract.PromptSession;
import dev.muster.contract.RaiseNotice;
import dev.muster.contract.Result;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.contract.Vendor;
import dev.muster.store.LeaseRows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForgetTest {
  @AutoClose private final Swarm swarm;
  private final Desk desk;

  ForgetTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    desk = new Desk(swarm);
  }

  @Test
  void nothing_of_a_repository_is_left() {
    desk.working("one");
    desk.edit("one", "A.java");
    desk.unleased("one", "B.java");
    desk.declare("one", "A.java");
    desk.done("one", Result.SUCCEEDED);
    desk.prompt("one");
    desk.end(desk.lease("one", Desk.HERE, "A.java", null), LeaseRows.Ended.RELEASED);

    Map<String, Long> removed = forget(Desk.REPO);

    assertEquals(1, removed.get("leases"));
    assertEquals(1, removed.get("declarations"));
    assertEquals(2, removed.get("edits"));
    assertEquals(1, removed.get("unleased_edits"));
    assertEquals(1, removed.get("notices"));
    assertEquals(1, removed.get("sessions"));
    assertEquals(2, removed.get("tasks"));
    for (String table :
        List.of(
            "session",
            "session_edit",
            "unleased_edit",
            "declaration",
            "declared_file",
            "notice",
            "lease",
            "denial",
            "task",
            "attempt",
            "slot",
            "outcome",
            "decision",
            "label",
            "agent",
            "event")) {
      assertEquals("0", swarm.stored("SELECT COUNT(*) FROM " + table), table);
    }
  }

  @Test
  void an_open_session_and_its_task_end_before_they_go_and_everybody_hears_of_it() {
    TaskId id = desk.working("one");
    desk.declare("one", "A.java");

    Swarm.await(swarm.coordination().sessions().end(Desk.REPO));

    assertEquals(TaskState.UNKNOWN, swarm.state(id));
    assertEquals(List.of(), desk.picture().declarations());
    assertEquals(List.of(), desk.describe("one", null));
    assertEquals("unknown", String.valueOf(swarm.task(id).reason()));
  }

  @Test
  void other_repositories_and_tasks_stay() {
    desk.working("one");
    TaskId other = other();
    TaskId plain = swarm.submit("plain");
    Swarm.await(
        swarm
            .coordination()
            .sessions()
            .raise(new RaiseNotice(NoticeKind.HOOKS_SILENT, null, null, 1, "silent")));
    int before = swarm.events().size();

    forget(Desk.REPO);

    assertEquals(TaskState.RUNNING, swarm.state(other));
    assertEquals(TaskState.READY, swarm.state(plain));
    assertEquals(1, desk.picture().notices().size());
    assertEquals(1, desk.describe("other", null).size());
    assertTrue(swarm.events().size() < before);
    assertEquals("0", swarm.stored("SELECT COUNT(*) FROM event WHERE body LIKE '%/shop%'"));
  }

  private TaskId other() {
    var sessions = swarm.coordination().sessions();
    Swarm.await(
        sessions.open(new OpenSession("other", Vendor.CODEX, "/other/.git", "/other", null, null)));
    return Objects.requireNonNull(
        Swarm.await(sessions.prompt(new PromptSession("other", 1, "hash", null))).taskId());
  }

  @Test
  void a_worktree_names_its_repository() {
    desk.open("one", Desk.THERE);

    assertEquals(Desk.REPO, repo(Desk.THERE));
    assertEquals(Desk.REPO, repo(Desk.REPO));
    assertEquals("/unknown", repo("/unknown"));
  }

  @Test
  void a_repository_that_nobody_knows_is_forgotten_with_nothing() {
    assertTrue(forget("/unknown").values().stream().allMatch(count -> count == 0));
  }

  @Test
  void the_numbers_of_forgotten_events_are_not_given_again() {
    desk.working("one");
    forget(Desk.REPO);
    long newest = desk.picture().seq();
    assertEquals("0", swarm.stored("SELECT COUNT(*) FROM event"));

    swarm.restart();
    swarm.agent("ann");

    assertEquals(newest + 1, swarm.events().getFirst().seq());
  }

  @Test
  void a_session_that_goes_on_is_opened_anew() {
    desk.working("one");
    forget(Desk.REPO);

    assertEquals(FailureCode.NOT_FOUND, Swarm.refusal(() -> desk.prompt("one")));
    desk.open("one");

    assertEquals(TaskState.RUNNING, desk.prompt("one").taskState());
  }

  @Test
  void a_task_that_waited_for_a_forgotten_session_starts() {
    var ann = swarm.agent("ann");
    desk.working("one");
    desk.declare("one", "A.java");
    TaskId id = swarm.submit("waiting");
    swarm.admit();
    Assignment slot = swarm.claim(ann);
    desk.declare(slot, "A.java");
    assertEquals(0, swarm.admit());

    forget(Desk.REPO);

    assertEquals(1, swarm.admit());
    assertEquals(TaskState.LEASED, swarm.state(id));
  }

  private String repo(String path) {
    return Swarm.await(swarm.coordination().sessions().repo(path));
  }

  private Map<String, Long> forget(String repo) {
    var sessions = swarm.coordination().sessions();
    Swarm.await(sessions.end(repo));
    return Swarm.await(sessions.forget(repo)).removed();
  }
}
