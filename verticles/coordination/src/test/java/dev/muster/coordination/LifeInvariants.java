package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AgentId;
import dev.muster.contract.Attempt;
import dev.muster.contract.AttemptChanged;
import dev.muster.contract.Event;
import dev.muster.contract.Result;
import dev.muster.contract.Slot;
import dev.muster.contract.SlotState;
import dev.muster.contract.Task;
import dev.muster.contract.TaskChanged;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.store.Tx;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What must be true of the store after every step; it remembers what must never change again. */
final class LifeInvariants {
  private static final int TASKS_MAX = 10_000;

  private final Map<TaskId, Task> ended = new HashMap<>();
  private final Map<TaskId, TaskState> told = new HashMap<>();
  private final Map<TaskState, Long> counts = new EnumMap<>(TaskState.class);
  private final Map<Long, String> fences = new HashMap<>();
  private final Set<TaskId> touched = new HashSet<>();
  private long newestFence;
  private long seq;

  /** Starts after what the outbox holds already. */
  void start(Tx tx) {
    seq = tx.events().newest();
  }

  /** A fence was handed out for a slot that had none. */
  void fresh(long fence) {
    assertTrue(fence > newestFence, "fence " + fence + " came after " + newestFence);
    newestFence = fence;
  }

  /** Checks all tasks or only those that something happened to, with their attempts. */
  void check(Tx tx, boolean whole) {
    touched.clear();
    fold(tx);
    assertEquals(counts, tx.tasks().counts(), "counts folded from events");
    List<Task> tasks =
        whole
            ? tx.tasks().page(null, null, TASKS_MAX, null).stream()
                .map(summary -> Objects.requireNonNull(tx.tasks().find(summary.id())))
                .toList()
            : touched.stream().map(id -> Objects.requireNonNull(tx.tasks().find(id))).toList();
    for (Task task : tasks) {
      checkTask(task);
      List<Attempt> attempts = tx.attempts().of(task.id());
      checkAttempts(task, attempts);
      checkOutcomes(tx, task, attempts, whole);
      attempts.forEach(this::checkSlots);
    }
    checkAgents(tx.attempts().open());
  }

  /** Every change continues from the state told before, by a transition of the table. */
  private void fold(Tx tx) {
    for (Event event : tx.events().after(seq, Integer.MAX_VALUE)) {
      assertTrue(event.seq() > seq, "seq rises");
      seq = event.seq();
      if (event instanceof AttemptChanged changed) {
        touched.add(changed.attempt().taskId());
      }
      if (event instanceof TaskChanged changed) {
        touched.add(changed.task().id());
        TaskState was = changed.was();
        TaskState is = changed.task().state();
        assertEquals(told.put(changed.task().id(), is), was, changed::toString);
        if (was != null) {
          counts.merge(was, -1L, Long::sum);
          assertTrue(was == is || mayFollow(was, is), changed::toString);
        }
        counts.merge(is, 1L, Long::sum);
      }
    }
    counts.values().removeIf(count -> count == 0);
  }

  private static boolean mayFollow(TaskState was, TaskState is) {
    for (TaskEvent event : TaskEvent.values()) {
      if (Transitions.next(was, event) == is) {
        return true;
      }
    }
    return false;
  }

  private void checkTask(Task task) {
    assertEquals(told.get(task.id()), task.state(), "the events tell the state");
    Task before = ended.get(task.id());
    if (before != null) {
      assertEquals(before, task, "an ended task never changes");
    } else if (task.state().terminal()) {
      ended.put(task.id(), task);
    }
  }

  private static void checkAttempts(Task task, List<Attempt> attempts) {
    assertEquals(task.attempts(), attempts.size(), "attempts are counted");
    boolean underWay = task.state() == TaskState.LEASED || task.state() == TaskState.RUNNING;
    long open = attempts.stream().filter(attempt -> attempt.closedAt() == null).count();
    assertEquals(underWay ? 1 : 0, open, () -> "open attempts of " + task);
    if (underWay) {
      boolean claimed = claimed(attempts.getLast());
      assertEquals(task.state() == TaskState.RUNNING, claimed, "running means claimed");
    }
  }

  private static void checkOutcomes(Tx tx, Task task, List<Attempt> attempts, boolean whole) {
    for (Result result : Result.values()) {
      if (!whole && attempts.stream().noneMatch(attempt -> attempt.result() == result)) {
        continue;
      }
      long due =
          attempts.stream()
              .filter(attempt -> attempt.result() == result && claimed(attempt))
              .count();
      assertEquals(due, tx.outcomes().count(task.id(), result), () -> "outcomes of " + task);
    }
  }

  private void checkSlots(Attempt attempt) {
    boolean open = attempt.closedAt() == null;
    assertEquals(open, attempt.result() == null, "a closed attempt has a result");
    assertEquals(
        open,
        attempt.slots().stream().anyMatch(slot -> slot.state() != SlotState.ENDED),
        () -> "open as long as a slot is: " + attempt);
    for (Slot slot : attempt.slots()) {
      Long fence = slot.fence();
      assertEquals(fence == null, slot.claimedAt() == null, "a claim has a fence");
      if (fence != null) {
        var of = attempt.id() + "/" + slot.slot();
        assertEquals(of, fences.merge(fence, of, (first, same) -> first), "fence of one slot");
      }
    }
  }

  private static void checkAgents(List<Attempt> open) {
    Map<AgentId, Slot> busy = new HashMap<>();
    for (Attempt attempt : open) {
      for (Slot slot : attempt.slots()) {
        if (slot.state() != SlotState.ENDED) {
          assertNull(busy.put(slot.agentId(), slot), () -> "two open slots with " + slot);
        }
      }
    }
  }

  private static boolean claimed(Attempt attempt) {
    return attempt.slots().stream().anyMatch(slot -> slot.claimedAt() != null);
  }
}
