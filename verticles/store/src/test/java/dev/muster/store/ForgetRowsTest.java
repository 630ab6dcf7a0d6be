package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static dev.muster.store.Samples.agentId;
import static dev.muster.store.Samples.attemptId;
import static dev.muster.store.Samples.decisionId;
import static dev.muster.store.Samples.taskId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.FileKey;
import dev.muster.contract.OpenSession;
import dev.muster.contract.Task;
import dev.muster.contract.TaskChanged;
import dev.muster.contract.TaskState;
import dev.muster.contract.UnleasedEdit;
import dev.muster.contract.Vendor;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForgetRowsTest {
  private static final String REPO = "/shop/.git";

  @AutoClose private TestStore store;

  ForgetRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
  }

  @Test
  void what_ended_goes_with_all_that_hangs_on_it() throws SQLException {
    task(1, TaskState.SUCCEEDED, REPO);

    assertEquals(1, forget(REPO).get("tasks"));

    for (String table : List.of("task", "attempt", "slot", "event")) {
      assertEquals("0", store.sql("SELECT COUNT(*) FROM " + table), table);
    }
  }

  @Test
  void what_is_open_or_of_another_repository_stays() {
    task(1, TaskState.RUNNING, REPO);
    task(2, TaskState.SUCCEEDED, "/other/.git");
    store.change(tx -> {
      tx.agents().join(agentId(9), "claude-one", "one", Vendor.CLAUDE, NOW);
      tx.sessions()
          .open(new OpenSession("one", Vendor.CLAUDE, REPO, "/shop", null, null), agentId(9), NOW);
    });

    Map<String, Long> removed = forget(REPO);

    assertTrue(removed.values().stream().allMatch(rows -> rows == 0), removed::toString);
    assertEquals(2, store.number(tx -> tx.events().after(0, 10).size()));
    assertTrue(store.reads(tx -> tx.agents().find(agentId(9)) != null));
    store.change(tx -> tx.sessions().close("one", "logout", NOW));
    assertEquals(1, forget(REPO).get("sessions"));
    assertTrue(store.reads(tx -> tx.agents().find(agentId(9)) == null));
  }

  @Test
  void the_newest_number_stays_the_newest_when_its_event_is_forgotten() {
    task(1, TaskState.SUCCEEDED, REPO);
    long newest = store.number(tx -> tx.events().newest());

    forget(REPO);

    assertEquals(newest, store.number(tx -> tx.events().newest()));
    assertEquals(0, store.number(tx -> tx.events().first()));
    store = store.reopened();
    task(2, TaskState.SUCCEEDED, REPO);
    assertEquals(newest + 1, store.number(tx -> tx.events().first()));
  }

  @Test
  void a_repository_is_known_by_its_worktrees() {
    var edit = new UnleasedEdit(NOW, new FileKey(REPO, "/shop-2", "A.java"), null, null);
    store.change(tx -> tx.edits().unleased(edit));

    assertEquals(REPO, store.read(tx -> Objects.requireNonNull(tx.forgetting().repoOf("/shop-2"))));
    assertTrue(store.reads(tx -> tx.forgetting().repoOf("/shop") == null));
  }

  private Map<String, Long> forget(String repo) {
    return store.write(tx -> tx.forgetting().forget(repo));
  }

  /** A task in a repository with an attempt, a slot and an event. */
  private void task(int number, TaskState state, String repo) {
    Task task = Samples.task(number, state, repo);
    store.change(tx -> {
      tx.tasks().insert(task, 0);
      tx.attempts().open(attemptId(number), taskId(number), 1, decisionId(number), 1, NOW);
      tx.slots().bind(attemptId(number), 0, agentId(number), NOW);
      tx.events().append(seq -> new TaskChanged(seq, NOW, "submitted", null, task.summary()));
    });
  }
}
