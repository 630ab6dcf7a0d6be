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

import dev.muster.contract.Task;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WaitRowsTest {
  private static final Instant UNTIL = NOW.plusSeconds(900);

  @AutoClose private final TestStore store;

  WaitRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
    store.change(tx -> {
      tx.tasks().insert(ready(1), 0);
      tx.tasks().insert(task(2, TaskState.RUNNING, 0), 0);
      tx.tasks().insert(task(3, TaskState.SUBMITTED, 0, taskId(1)), 1);
    });
  }

  @Test
  void a_task_that_waits_for_an_attempt_is_admissible_from_its_bound_on() {
    park(1, taskId(2));

    assertEquals(List.of(), admissible(UNTIL.minusMillis(1)));
    assertEquals(List.of(taskId(1)), admissible(UNTIL));
    assertEquals(0, store.number(tx -> tx.tasks().admissibleCount(NOW, 10)));
    assertEquals(1, store.number(tx -> tx.tasks().admissibleCount(UNTIL, 10)));
  }

  @Test
  void a_parked_task_without_a_task_in_its_way_is_admissible_and_keeps_its_bound() {
    park(1, null);

    assertEquals(List.of(taskId(1)), admissible(NOW));
    assertEquals(UNTIL, until(1));
  }

  @Test
  void who_waited_is_freed_once_and_keeps_its_bound() {
    park(1, taskId(2));
    store.change(tx -> tx.tasks().hold(taskId(1), "waits for 2"));

    assertEquals(List.of(taskId(1)), store.write(tx -> tx.waits().free(taskId(2))));
    assertEquals(List.of(), store.write(tx -> tx.waits().free(taskId(2))));

    assertNull(found(1).waitsFor());
    assertNull(found(1).held());
    assertEquals(UNTIL, until(1));
  }

  @Test
  void who_waits_for_a_task_that_now_waits_for_it_is_freed_and_nobody_else() {
    park(1, taskId(2));
    store.change(tx -> {
      tx.tasks().insert(ready(4), 0);
      tx.waits().park(taskId(4), taskId(2), UNTIL);
      tx.tasks().hold(taskId(1), "waits for 2");
    });
    assertEquals(List.of(), store.write(tx -> tx.waits().freeCircles()));

    store.change(tx -> tx.tasks().addDependency(taskId(2), taskId(3)));

    assertEquals(
        List.of(taskId(1)), store.write(tx -> tx.waits().freeCircles()), "2 -> 3 -> 1 -> 2");
    assertNull(found(1).waitsFor());
    assertNull(found(1).held());
    assertEquals(UNTIL, until(1));
    assertEquals(taskId(2), found(4).waitsFor());
  }

  @Test
  void only_a_ready_task_waits() {
    park(1, taskId(2));
    store.change(tx -> tx.tasks().move(taskId(1), TaskState.READY, TaskState.READY, null, NOW));
    assertEquals(taskId(2), found(1).waitsFor());

    store.change(tx -> tx.tasks().move(taskId(1), TaskState.READY, TaskState.LEASED, null, NOW));

    assertNull(found(1).waitsFor());
    assertTrue(store.reads(tx -> tx.waits().until(taskId(1)) == null));
  }

  @Test
  void a_wait_goes_through_dependencies_and_through_other_waits() {
    park(1, taskId(2));

    assertTrue(waits(1, 2));
    assertTrue(waits(3, 1));
    assertTrue(waits(3, 2), "3 depends on 1, which is parked for 2");
    assertTrue(waits(2, 2), "everybody waits for themselves");
    assertFalse(waits(2, 1));
  }

  @Test
  void a_sleep_of_the_machine_is_added_to_the_bound() {
    park(1, taskId(2));

    store.change(tx -> tx.waits().extend(1_000));

    assertEquals(UNTIL.plusSeconds(1), until(1));
  }

  private void park(int number, @Nullable TaskId other) {
    store.change(tx -> tx.waits().park(taskId(number), other, UNTIL));
  }

  private Instant until(int number) {
    return store.read(tx -> Objects.requireNonNull(tx.waits().until(taskId(number))));
  }

  private boolean waits(int number, int other) {
    return store.reads(tx -> tx.waits().waitsFor(taskId(number), taskId(other)));
  }

  private List<TaskId> admissible(Instant now) {
    return store.read(tx -> tx.tasks().admissible(now, 10).stream().map(Task::id).toList());
  }

  private Task found(int number) {
    return store.read(tx -> stored(tx, number));
  }
}
