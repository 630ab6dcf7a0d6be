package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static dev.muster.store.Samples.taskId;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.FileKey;
import dev.muster.contract.Holder;
import dev.muster.contract.TaskId;
import dev.muster.contract.UnleasedEdit;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EditRowsTest {
  @AutoClose private final TestStore store;

  EditRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
  }

  @Test
  void an_edit_lands_once_until_it_is_edited_again() {
    edited("one", taskId(1), "A.java", NOW);
    edited("one", taskId(1), "A.java", NOW);

    assertEquals(List.of(taskId(1)), landed("one", "A.java"));
    assertEquals(List.of(), landed("one", "A.java"));
    edited("one", taskId(1), "A.java", NOW);
    assertEquals(List.of(taskId(1)), landed("one", "A.java"));
  }

  @Test
  void edits_of_another_session_file_or_worktree_do_not_land_with_it() {
    edited("one", taskId(1), "A.java", NOW);

    assertEquals(List.of(), landed("two", "A.java"));
    assertEquals(List.of(), landed("one", "B.java"));
    var there = new FileKey("/shop/.git", "/shop-2", "A.java");
    assertEquals(List.of(), store.write(tx -> tx.edits().landed("one", there, "abc")));
  }

  @Test
  void edits_of_several_tasks_land_together_and_those_before_the_first_prompt_are_of_none() {
    edited("one", null, "A.java", NOW);
    edited("one", taskId(1), "A.java", NOW);
    edited("one", taskId(2), "A.java", NOW);

    assertEquals(
        List.of(taskId(1), taskId(2)),
        landed("one", "A.java").stream().sorted((a, b) -> a.value().compareTo(b.value())).toList());
  }

  @Test
  void the_paths_of_a_task_come_in_the_order_of_their_first_edit_up_to_a_limit() {
    edited("one", taskId(1), "Z.java", NOW);
    edited("one", taskId(1), "A.java", NOW.plusSeconds(1));
    edited("one", taskId(1), "M.java", NOW.plusSeconds(2));
    edited("one", taskId(2), "B.java", NOW);

    assertEquals(List.of("Z.java", "A.java"), store.read(tx -> tx.edits().paths(taskId(1), 2)));
  }

  @Test
  void unleased_edits_come_newest_first_with_who_it_was_if_anybody_knows() {
    var first = new UnleasedEdit(NOW, file("A.java"), new Holder("one", "sub"), "claude-one");
    var second = new UnleasedEdit(NOW, file("B.java"), null, null);
    store.change(tx -> {
      tx.edits().unleased(first);
      tx.edits().unleased(second);
    });

    assertEquals(List.of(second, first), store.read(tx -> tx.edits().unleased(10)));
    assertEquals(List.of(second), store.read(tx -> tx.edits().unleased(1)));
  }

  private void edited(String session, @Nullable TaskId task, String path, Instant now) {
    store.change(tx -> tx.edits().edited(session, task, file(path), now));
  }

  private List<TaskId> landed(String session, String path) {
    return store.write(tx -> tx.edits().landed(session, file(path), "abc"));
  }

  private static FileKey file(String path) {
    return new FileKey("/shop/.git", "/shop", path);
  }
}
