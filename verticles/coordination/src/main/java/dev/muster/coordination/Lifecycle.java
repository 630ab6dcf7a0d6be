package dev.muster.coordination;

import dev.muster.contract.FailureCode;
import dev.muster.contract.Refused;
import dev.muster.contract.Task;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Moves tasks along {@link Transitions} and tells those that wait for them. */
final class Lifecycle {
  private Lifecycle() {}

  /** The task; refuses an id that nobody has. */
  static Task require(Tx tx, TaskId id) {
    Task task = tx.tasks().find(id);
    if (task == null) {
      throw new Refused(FailureCode.NOT_FOUND, "there is no task " + id);
    }
    return task;
  }

  /** Lets {@code event} happen to the task; refuses it in a state that has no such transition. */
  static Task move(Tx tx, TaskId id, TaskEvent event, @Nullable String reason, Instant now) {
    Task task = require(tx, id);
    Task moved = step(tx, task, event, reason, now);
    if (moved.state() != task.state() && moved.state().terminal()) {
      tellDependents(tx, moved, now);
    }
    return moved;
  }

  /** One move with its event; those that wait for the task are not told. */
  private static Task step(
      Tx tx, Task task, TaskEvent event, @Nullable String reason, Instant now) {
    TaskId id = task.id();
    TaskState next = Transitions.next(task.state(), event);
    if (next == null) {
      throw new Refused(
          FailureCode.CONFLICT,
          id + " is " + task.state() + ": " + name(event) + " is not possible there");
    }
    if (next == task.state()) {
      return task;
    }
    tx.tasks().move(id, task.state(), next, reason, now);
    Task moved = require(tx, id);
    Outbox.task(tx, name(event), task.state(), moved, now);
    if (next.terminal()) {
      Parking.forget(tx, id, now);
    }
    return moved;
  }

  private static void tellDependents(Tx tx, Task ended, Instant now) {
    if (ended.state() == TaskState.SUCCEEDED) {
      for (Task freed : tx.tasks().freed(ended.id())) {
        if (freed.state() == TaskState.SUBMITTED) {
          move(tx, freed.id(), TaskEvent.ACCEPT, null, now);
        }
      }
      return;
    }
    // Breadth first and not by recursion, because a chain may be longer than a stack is deep.
    var lost = new ArrayDeque<Task>(List.of(ended));
    while (!lost.isEmpty()) {
      Task before = lost.removeFirst();
      for (Task waiting : tx.tasks().waitingFor(before.id())) {
        lost.add(step(tx, waiting, TaskEvent.LOSE_DEPENDENCY, reason(before), now));
      }
    }
  }

  private static String reason(Task before) {
    return "depends on " + before.id() + ", which ended " + before.state();
  }

  /** Ends a waiting task whose dependency ended without success; those behind it follow. */
  static void loseDependency(Tx tx, TaskId id, Task before, Instant now) {
    TaskState state = Objects.requireNonNull(tx.tasks().find(id)).state();
    if (Transitions.next(state, TaskEvent.LOSE_DEPENDENCY) != null) {
      move(tx, id, TaskEvent.LOSE_DEPENDENCY, reason(before), now);
    }
  }

  private static String name(TaskEvent event) {
    return event.name().toLowerCase(Locale.ROOT);
  }
}
