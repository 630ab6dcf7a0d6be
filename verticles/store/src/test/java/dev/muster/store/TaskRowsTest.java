package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static dev.muster.store.Samples.ready;
import static dev.muster.store.Samples.stored;
import static dev.muster.store.Samples.task;
import static dev.muster.store.Samples.taskId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.FailureCode;
import dev.muster.contract.Source;
import dev.muster.contract.Task;
import dev.muster.contract.TaskAccepted;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.contract.TaskSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskRowsTest {
  private static final Instant LATER = NOW.plusSeconds(60);

  @AutoClose private final TestStore store;

  TaskRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
  }

  @Test
  void a_task_comes_back_with_every_field() {
    var whole =
        new Task(
            taskId(2),
            TaskState.READY,
            "review",
            "Bücher 🚀",
            "Bücher 🚀\nund 'mehr'; DROP TABLE task",
            2.5,
            "shop",
            List.of("src/A.java", "b \"c\".txt"),
            -7,
            LATER.plusMillis(250),
            List.of("java", "test"),
            "java",
            List.of(taskId(1)),
            3,
            4,
            Source.REPLAY,
            0,
            null,
            null,
            null,
            Samples.ESTIMATE,
            NOW,
            NOW.plusMillis(1));
    store.change(tx -> insert(tx, ready(1)));
    store.change(tx -> tx.tasks().insert(whole, 1));
    assertEquals(whole, store.read(tx -> stored(tx, 2)));
    assertEquals(ready(1), store.read(tx -> stored(tx, 1)));
    assertTrue(store.reads(tx -> tx.tasks().find(taskId(3)) == null));
  }

  @Test
  void a_task_moves_only_from_the_state_it_is_in() {
    store.change(tx -> insert(tx, ready(1)));
    assertTrue(
        store.writes(
            tx -> tx.tasks().move(taskId(1), TaskState.READY, TaskState.LEASED, "why", LATER)));
    assertFalse(
        store.writes(
            tx -> tx.tasks().move(taskId(1), TaskState.READY, TaskState.CANCELLED, null, LATER)));
    Task moved = store.read(tx -> stored(tx, 1));
    assertEquals(TaskState.LEASED, moved.state());
    assertEquals("why", moved.reason());
    assertEquals(LATER, moved.updatedAt());
    assertEquals(NOW, moved.submittedAt());
  }

  @Test
  void a_hold_is_news_once_and_ends_with_the_next_move() {
    store.change(tx -> insert(tx, ready(1)));
    assertTrue(store.writes(tx -> tx.tasks().hold(taskId(1), "no agent is free")));
    assertFalse(store.writes(tx -> tx.tasks().hold(taskId(1), "no agent is free")));
    assertEquals("no agent is free", store.read(tx -> stored(tx, 1)).held());
    assertEquals(NOW, store.write(tx -> tx.tasks().shortSince(taskId(1), NOW)));
    assertEquals(NOW, store.write(tx -> tx.tasks().shortSince(taskId(1), LATER)));
    assertTrue(
        store.writes(
            tx -> tx.tasks().move(taskId(1), TaskState.READY, TaskState.LEASED, null, NOW)));
    assertNull(store.read(tx -> stored(tx, 1)).held());
    assertEquals(LATER, store.write(tx -> tx.tasks().shortSince(taskId(1), LATER)));
  }

  @Test
  void attempts_are_counted_from_1() {
    store.change(tx -> insert(tx, ready(1)));
    assertEquals(1, store.newNumber(tx -> tx.tasks().nextAttempt(taskId(1))));
    assertEquals(2, store.newNumber(tx -> tx.tasks().nextAttempt(taskId(1))));
    assertEquals(2, store.read(tx -> stored(tx, 1)).attempts());
  }

  @Test
  void tasks_are_admitted_by_priority_then_age_when_their_time_has_come_and_nothing_is_before() {
    store.change(tx -> {
      insert(tx, ready(1));
      insert(tx, task(2, TaskState.READY, 5));
      insert(tx, ready(3));
      insert(tx, task(4, TaskState.READY, 5));
      tx.tasks().delay(taskId(4), LATER);
      tx.tasks().insert(task(5, TaskState.READY, 9, taskId(1)), 1);
      insert(tx, task(6, TaskState.SUBMITTED, 9));
      insert(tx, task(7, TaskState.RUNNING, 9));
      insert(tx, task(8, TaskState.READY, -1));
    });
    assertEquals(ids(2, 1, 3, 8), admissible(NOW, 10));
    assertEquals(ids(2, 1), admissible(NOW, 2));
    assertEquals(ids(2, 1, 3, 8), admissible(LATER.minusMillis(1), 10));
    assertEquals(ids(2, 4, 1, 3, 8), admissible(LATER, 10));
    assertEquals(4, store.number(tx -> tx.tasks().admissibleCount(NOW, 10)));
    assertEquals(2, store.number(tx -> tx.tasks().admissibleCount(NOW, 2)));
    assertEquals(7, store.number(tx -> tx.tasks().waiting()));
  }

  @Test
  void tasks_are_counted_by_state() {
    store.change(tx -> {
      insert(tx, ready(1));
      insert(tx, ready(2));
      insert(tx, task(3, TaskState.DEAD, 0));
    });
    assertEquals(
        Map.of(TaskState.READY, 2L, TaskState.DEAD, 1L), store.read(tx -> tx.tasks().counts()));
  }

  @Test
  void a_page_is_newest_first_and_goes_on_behind_its_last() {
    store.change(tx -> {
      for (int i = 1; i <= 5; i++) {
        insert(tx, task(i, i == 3 ? TaskState.RUNNING : TaskState.READY, 0));
      }
    });
    assertEquals(ids(5, 4, 3, 2, 1), page(null, null, 9, null));
    assertEquals(ids(5, 4), page(null, null, 2, null));
    assertEquals(ids(3, 2), page(null, null, 2, taskId(4)));
    assertEquals(ids(2, 1), page(TaskState.READY, null, 9, taskId(3)));
    assertEquals(ids(3), page(TaskState.RUNNING, Source.SUBMITTED, 9, null));
    assertEquals(ids(), page(null, Source.REPLAY, 9, null));
    assertEquals(ids(), page(null, null, 9, taskId(99)));
  }

  @Test
  void the_last_task_before_it_frees_a_task() {
    store.change(tx -> {
      insert(tx, ready(1));
      insert(tx, ready(2));
      tx.tasks().insert(task(3, TaskState.READY, 0, taskId(1), taskId(2)), 2);
      tx.tasks().insert(task(4, TaskState.READY, 0, taskId(1)), 1);
    });
    assertEquals(ids(3, 4), idsOf(store.read(tx -> tx.tasks().waitingFor(taskId(1)))));
    assertEquals(ids(4), succeed(1));
    assertEquals(1, store.number(tx -> tx.tasks().openDependencies(taskId(3))));
    assertEquals(ids(3), succeed(2));
    assertEquals(0, store.number(tx -> tx.tasks().openDependencies(taskId(3))));
    assertEquals(ids(3, 4), admissible(NOW, 9));
  }

  @Test
  void a_dependency_is_added_once_and_counts_only_while_it_is_open() {
    store.change(tx -> {
      insert(tx, ready(1));
      insert(tx, task(2, TaskState.SUCCEEDED, 0));
      insert(tx, ready(3));
    });
    assertTrue(store.writes(tx -> tx.tasks().addDependency(taskId(3), taskId(1))));
    assertFalse(store.writes(tx -> tx.tasks().addDependency(taskId(3), taskId(1))));
    assertTrue(store.writes(tx -> tx.tasks().addDependency(taskId(3), taskId(2))));
    assertEquals(1, store.number(tx -> tx.tasks().openDependencies(taskId(3))));
    assertEquals(ids(1, 2), store.read(tx -> stored(tx, 3)).dependsOn());
    assertEquals(ids(3), succeed(1));
  }

  @Test
  void a_task_before_that_ended_without_success_is_lost() {
    store.change(tx -> {
      insert(tx, ready(1));
      tx.tasks().insert(task(2, TaskState.READY, 0, taskId(1)), 1);
    });
    assertTrue(store.reads(tx -> tx.tasks().lostDependency(taskId(2)) == null));
    for (TaskState end :
        List.of(TaskState.FAILED, TaskState.UNKNOWN, TaskState.CANCELLED, TaskState.DEAD)) {
      TaskState from = store.read(tx -> stored(tx, 1)).state();
      assertTrue(store.writes(tx -> tx.tasks().move(taskId(1), from, end, null, NOW)));
      assertEquals(
          taskId(1).value(),
          store.read(tx -> String.valueOf(tx.tasks().lostDependency(taskId(2)))));
    }
  }

  @Test
  void a_task_depends_on_what_is_before_those_before_it() {
    store.change(tx -> {
      insert(tx, ready(1));
      tx.tasks().insert(task(2, TaskState.READY, 0, taskId(1)), 1);
      tx.tasks().insert(task(3, TaskState.READY, 0, taskId(2)), 1);
    });
    assertTrue(dependsOn(3, 2));
    assertTrue(dependsOn(3, 1));
    assertFalse(dependsOn(1, 3));
    assertFalse(dependsOn(3, 3));
    assertTrue(store.writes(tx -> tx.tasks().addDependency(taskId(1), taskId(3))));
    assertTrue(dependsOn(1, 1), "a circle is found and not walked for ever");
  }

  @Test
  void a_key_keeps_the_first_request_and_its_answer() {
    var answer = new TaskAccepted(taskId(1), TaskState.SUBMITTED, "/poll", 1, Samples.ESTIMATE);
    store.change(tx -> tx.keys().insert("deploy-42", "abc", taskId(1), answer, NOW));
    assertEquals(
        List.of(new KeyRows.First("abc", answer)),
        store.read(tx -> Stream.ofNullable(tx.keys().find("deploy-42")).toList()));
    assertTrue(store.reads(tx -> tx.keys().find("deploy-43") == null));
    assertEquals(
        FailureCode.STORE_UNAVAILABLE,
        TestStore.refusal(
            store.store.write(tx -> {
              tx.keys().insert("deploy-42", "xyz", taskId(2), answer, NOW);
              return true;
            })));
  }

  private static void insert(Tx tx, Task task) {
    tx.tasks().insert(task, 0);
  }

  private List<TaskId> succeed(int number) {
    return store.write(tx -> {
      assertTrue(tx.tasks().move(taskId(number), TaskState.READY, TaskState.SUCCEEDED, null, NOW));
      return idsOf(tx.tasks().freed(taskId(number)));
    });
  }

  private boolean dependsOn(int number, int other) {
    return store.read(tx -> tx.tasks().dependsOn(taskId(number), taskId(other)));
  }

  private List<TaskId> admissible(Instant now, int limit) {
    return idsOf(store.read(tx -> tx.tasks().admissible(now, limit)));
  }

  private List<TaskId> page(
      @Nullable TaskState state, @Nullable Source source, int limit, @Nullable TaskId after) {
    return store.read(tx -> tx.tasks().page(state, source, limit, after)).stream()
        .map(TaskSummary::id)
        .toList();
  }

  private static List<TaskId> idsOf(List<Task> tasks) {
    return tasks.stream().map(Task::id).toList();
  }

  private static List<TaskId> ids(int... numbers) {
    return Arrays.stream(numbers).mapToObj(Samples::taskId).toList();
  }
}
