package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static dev.muster.store.Samples.agentId;
import static dev.muster.store.Samples.taskId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.OpenSession;
import dev.muster.contract.Session;
import dev.muster.contract.TaskState;
import dev.muster.contract.Vendor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionRowsTest {
  private static final Instant LATER = NOW.plusSeconds(60);

  @AutoClose private final TestStore store;

  SessionRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
    store.change(tx -> tx.agents().join(agentId(1), "claude-one", "one", Vendor.CLAUDE, NOW));
  }

  @Test
  void a_session_reads_back_as_it_was_opened() {
    open("one", "/shop/.git", "/shop", NOW);

    assertEquals(
        new Session(
            "one",
            Vendor.CLAUDE,
            agentId(1),
            "claude-one",
            "/shop/.git",
            "/shop",
            null,
            null,
            NOW,
            NOW),
        known("one").session());
    assertTrue(store.reads(tx -> tx.sessions().find("two") == null));
  }

  @Test
  void opened_again_it_keeps_what_is_not_said_and_when_it_began() {
    open("one", "/shop/.git", "/shop", NOW);
    open("one", null, "/shop-2", LATER);

    Session session = known("one").session();
    assertEquals("/shop/.git", session.repo());
    assertEquals("/shop-2", session.worktree());
    assertEquals(NOW, session.openedAt());
    assertEquals(LATER, session.lastAt());
  }

  @Test
  void a_closed_session_that_is_opened_again_began_anew() {
    open("one", null, null, NOW);
    assertTrue(store.writes(tx -> tx.sessions().close("one", "logout", NOW)));
    assertFalse(store.writes(tx -> tx.sessions().close("one", "again", LATER)));
    assertEquals("logout", known("one").closedWhy());

    open("one", null, null, LATER);

    assertNull(known("one").closedAt());
    assertEquals(LATER, known("one").session().openedAt());
  }

  @Test
  void its_task_is_open_as_long_as_that_runs_and_its_latest_after() {
    open("one", null, null, NOW);
    store.change(tx -> {
      tx.tasks().insert(Samples.task(1, TaskState.RUNNING, 0), 0);
      tx.sessions().tested("one", 1);
      tx.sessions().begin("one", taskId(1));
    });
    assertEquals(taskId(1), known("one").session().taskId());
    assertNull(known("one").testExit());

    store.change(tx -> {
      tx.sessions().tested("one", 0);
      tx.tasks().move(taskId(1), TaskState.RUNNING, TaskState.SUCCEEDED, null, NOW);
    });

    assertNull(known("one").session().taskId());
    assertEquals(taskId(1), known("one").latest());
    assertEquals(0, known("one").testExit());
  }

  @Test
  void a_sign_of_life_is_noted_unless_there_was_one_just_before() {
    open("one", null, null, NOW);

    assertFalse(store.writes(tx -> tx.sessions().seen("one", LATER, NOW)));
    assertTrue(store.writes(tx -> tx.sessions().seen("one", LATER, NOW.plusMillis(1))));
    assertEquals(LATER, known("one").session().lastAt());
    store.writes(tx -> tx.sessions().close("one", "logout", LATER));
    assertFalse(store.writes(tx -> tx.sessions().seen("one", LATER, LATER.plusSeconds(9))));
  }

  @Test
  void idle_is_who_was_not_heard_of_since_and_a_sleep_is_no_silence() {
    open("one", null, null, NOW);
    assertEquals(0, store.read(tx -> tx.sessions().idle(NOW)).size());
    assertEquals(1, store.read(tx -> tx.sessions().idle(NOW.plusMillis(1))).size());

    store.change(tx -> tx.sessions().extend(1_000));

    assertEquals(0, store.read(tx -> tx.sessions().idle(NOW.plusMillis(1_000))).size());
  }

  @Test
  void open_ones_are_found_by_repository_and_worktree_heard_of_last_first() {
    store.change(tx -> tx.agents().join(agentId(2), "claude-two", "two", Vendor.CLAUDE, NOW));
    open("one", "/shop/.git", "/shop", NOW);
    open("two", "/shop/.git", "/shop-2", LATER);

    assertEquals(List.of("two", "one"), names("/shop/.git", null));
    assertEquals(List.of("two"), names(null, "/shop-2"));
    assertEquals(List.of(), names("/other/.git", null));
  }

  private void open(String name, @Nullable String repo, @Nullable String worktree, Instant now) {
    var request = new OpenSession(name, Vendor.CLAUDE, repo, worktree, null, null);
    store.change(tx -> tx.sessions().open(request, agentId(name.equals("one") ? 1 : 2), now));
  }

  private SessionRows.Known known(String name) {
    return store.read(tx -> Objects.requireNonNull(tx.sessions().find(name)));
  }

  private List<String> names(@Nullable String repo, @Nullable String worktree) {
    return store.read(
        tx -> tx.sessions().open(repo, worktree).stream().map(Session::session).toList());
  }
}
