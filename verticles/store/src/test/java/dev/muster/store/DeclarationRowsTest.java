package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static dev.muster.store.Samples.taskId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationId;
import dev.muster.contract.DeclarationState;
import dev.muster.contract.DeclaredFile;
import dev.muster.contract.Holder;
import dev.muster.contract.LineRange;
import dev.muster.contract.TaskId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeclarationRowsTest {
  private static final Holder ONE = Holder.of("one");
  private static final Holder TWO = new Holder("two", "sub");
  private static final DeclaredFile A = new DeclaredFile("A.java", List.of(new LineRange(1, 9)));
  private static final DeclaredFile B = new DeclaredFile("B.java", List.of());

  @AutoClose private final TestStore store;

  DeclarationRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
  }

  @Test
  void a_declaration_reads_back_with_its_files_in_order() {
    declare(1, ONE, taskId(1), 0, NOW, B, A);

    assertEquals(
        new Declaration(
            id(1),
            "/shop/.git",
            "/shop",
            ONE,
            "agent",
            taskId(1),
            "intent",
            false,
            List.of(B, A),
            DeclarationState.ACTIVE,
            NOW,
            NOW),
        found(1));
  }

  @Test
  void it_is_found_by_its_holder_or_by_its_slot() {
    declare(1, ONE, null, null, NOW, A);
    declare(2, TWO, taskId(2), 1, NOW, A);

    assertEquals(id(1), ofHolder(ONE, "/shop", null));
    assertNull(ofHolder(ONE, "/shop-2", null));
    assertNull(ofHolder(ONE, "/shop", taskId(1)));
    assertNull(ofHolder(TWO, "/shop", taskId(2)), "a slot's is no session's");
    assertTrue(
        store.reads(tx -> tx.declarations().ofSlot(taskId(2), 1, "/shop/.git", false) != null));
    assertTrue(
        store.reads(tx -> tx.declarations().ofSlot(taskId(2), 0, "/shop/.git", false) == null));
  }

  @Test
  void files_that_two_name_are_shared_with_who_came_first() {
    declare(1, ONE, null, null, NOW, A, B);
    declare(2, TWO, taskId(2), 0, NOW, A);

    DeclarationRows.Shared first = shared(1).getFirst();
    DeclarationRows.Shared second = shared(2).getFirst();

    assertEquals(1, shared(1).size());
    assertFalse(first.earlier());
    assertEquals(TWO, first.holder());
    assertEquals(taskId(2), first.taskId());
    assertTrue(second.earlier());
    assertEquals(A.lines(), second.theirs());
  }

  @Test
  void a_file_that_is_added_again_comes_last_and_a_narrowed_one_stays() {
    declare(1, ONE, null, null, NOW, A);
    declare(2, TWO, null, null, NOW, A);
    var narrow = new DeclaredFile("A.java", List.of(new LineRange(2, 3)));

    store.change(tx -> tx.declarations().narrow(id(1), narrow));
    assertFalse(shared(1).getFirst().earlier());
    assertEquals(narrow.lines(), shared(2).getFirst().theirs());
    store.change(tx -> tx.declarations().add(id(1), A));

    assertTrue(shared(1).getFirst().earlier());
  }

  @Test
  void what_is_parked_or_ended_or_elsewhere_is_shared_with_nobody() {
    declare(1, ONE, null, null, NOW, A);
    declare(2, TWO, taskId(2), 0, NOW, A);

    assertTrue(move(2, DeclarationState.ACTIVE, DeclarationState.PARKED));
    assertEquals(List.of(), shared(1));
    assertFalse(move(2, DeclarationState.ACTIVE, DeclarationState.ENDED));
    assertTrue(move(2, DeclarationState.PARKED, DeclarationState.ENDED));

    assertEquals(List.of(), shared(1));
    assertEquals(1, store.read(tx -> tx.declarations().live(null)).size());
    assertEquals(0, store.read(tx -> tx.declarations().live("/other/.git")).size());
  }

  @Test
  void of_a_task_and_of_a_session_those_in_the_state_asked_for_are_found() {
    declare(1, ONE, taskId(1), null, NOW, A);
    declare(2, ONE, taskId(2), 0, NOW, A);
    move(2, DeclarationState.ACTIVE, DeclarationState.PARKED);

    assertEquals(1, ofTask(taskId(1), DeclarationState.ACTIVE));
    assertEquals(0, ofTask(taskId(2), DeclarationState.ACTIVE));
    assertEquals(1, ofTask(taskId(2), DeclarationState.PARKED));
    assertEquals(1, store.read(tx -> tx.declarations().ofSession("one")).size());
  }

  @Test
  void it_expires_after_its_time_unless_its_session_keeps_it() {
    declare(1, ONE, null, null, NOW, A);
    assertEquals(0, expired(NOW));
    assertEquals(1, expired(NOW.plusMillis(1)));

    store.change(tx -> tx.declarations().keep("one", NOW.plusMillis(5)));
    assertEquals(0, expired(NOW.plusMillis(5)));
    store.change(tx -> tx.declarations().extend(10));

    assertEquals(0, expired(NOW.plusMillis(15)));
    assertEquals(1, expired(NOW.plusMillis(16)));
  }

  @Test
  void who_goes_on_with_it_keeps_the_intent_unless_they_say_another() {
    declare(1, ONE, taskId(1), 0, NOW, A);

    store.change(tx -> tx.declarations().update(id(1), TWO, "other", "/shop-2", null, null));

    Declaration taken = found(1);
    assertEquals(TWO, taken.holder());
    assertEquals("other", taken.agent());
    assertEquals("/shop-2", taken.worktree());
    assertEquals("intent", taken.intent());
    assertNull(taken.until());
  }

  private void declare(
      int number,
      Holder holder,
      @Nullable TaskId task,
      @Nullable Integer slot,
      Instant until,
      DeclaredFile... files) {
    var declaration =
        new Declaration(
            id(number),
            "/shop/.git",
            "/shop",
            holder,
            "agent",
            task,
            "intent",
            false,
            List.of(),
            DeclarationState.ACTIVE,
            NOW,
            until);
    store.change(tx -> {
      tx.declarations().insert(declaration, slot);
      List.of(files).forEach(file -> tx.declarations().add(id(number), file));
    });
  }

  private boolean move(int number, DeclarationState from, DeclarationState to) {
    return store.writes(tx -> tx.declarations().move(id(number), from, to));
  }

  private @Nullable DeclarationId ofHolder(Holder holder, String worktree, @Nullable TaskId task) {
    List<DeclarationId> found =
        store.read(tx -> {
          var one = tx.declarations().ofHolder(holder, "/shop/.git", worktree, task, false);
          return one == null ? List.of() : List.of(one.id());
        });
    return found.isEmpty() ? null : found.getFirst();
  }

  private int ofTask(TaskId task, DeclarationState state) {
    return store.read(tx -> tx.declarations().ofTask(task, state)).size();
  }

  private int expired(Instant now) {
    return store.read(tx -> tx.declarations().expired(now)).size();
  }

  private List<DeclarationRows.Shared> shared(int number) {
    return store.read(tx -> tx.declarations().shared(id(number)));
  }

  private Declaration found(int number) {
    return store.read(tx -> Objects.requireNonNull(tx.declarations().find(id(number))));
  }

  private static DeclarationId id(int number) {
    return new DeclarationId("declaration_" + Samples.uuid(number));
  }
}
