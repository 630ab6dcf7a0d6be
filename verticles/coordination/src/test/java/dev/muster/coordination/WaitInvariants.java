package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Attempt;
import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationState;
import dev.muster.contract.Slot;
import dev.muster.contract.Source;
import dev.muster.contract.Task;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.contract.TaskSummary;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** What must be true of sessions, declarations and parked tasks after every step. */
final class WaitInvariants {
  private static final int TASKS_MAX = 10_000;

  private WaitInvariants() {}

  static void check(Tx tx, Instant now) {
    for (TaskSummary task : tx.tasks().page(null, null, TASKS_MAX, null)) {
      checkWait(tx, task, now);
      if (task.source() == Source.SESSION) {
        checkSessionTask(tx, task);
      }
    }
    for (Attempt open : tx.attempts().open()) {
      for (Slot slot : open.slots()) {
        boolean session = Objects.requireNonNull(tx.agents().find(slot.agentId())).interactive();
        Task task = Objects.requireNonNull(tx.tasks().find(open.taskId()));
        assertEquals(task.source() == Source.SESSION, session, "sessions work on their own tasks");
      }
    }
    tx.declarations().live(null).forEach(live -> checkDeclaration(tx, live));
  }

  private static void checkWait(Tx tx, TaskSummary task, Instant now) {
    TaskId other = task.waitsFor();
    Instant until = tx.waits().until(task.id());
    if (task.state() != TaskState.READY) {
      assertNull(until, () -> "only what is ready waits: " + task);
    }
    if (other != null) {
      assertNotNull(until, () -> "no wait without a bound: " + task);
      assertNotNull(tx.attempts().openOf(other), () -> "nobody is in the way of " + task);
      assertFalse(tx.waits().waitsFor(other, task.id()), () -> "a circle with " + task);
    }
    if (until != null) {
      Instant latest = now.plus(SessionLimits.DEFAULT.parkMax());
      assertFalse(until.isAfter(latest), () -> "waits too long: " + task);
    }
  }

  private static void checkSessionTask(Tx tx, TaskSummary task) {
    assertTrue(task.state() == TaskState.RUNNING || task.state().terminal(), task::toString);
    Attempt only = tx.attempts().of(task.id()).getFirst();
    assertEquals(1, task.attempts(), "a session's task has one attempt");
    assertNull(only.slots().getFirst().leaseUntil(), "a session's slot has no lease");
  }

  private static void checkDeclaration(Tx tx, Declaration live) {
    TaskId of = live.taskId();
    if (of == null) {
      assertEquals(DeclarationState.ACTIVE, live.state());
      assertNotNull(live.until(), () -> "nothing ends " + live);
      return;
    }
    boolean underWay = tx.attempts().openOf(of) != null;
    assertEquals(underWay, live.state() == DeclarationState.ACTIVE, () -> "out of step: " + live);
    if (live.state() == DeclarationState.PARKED) {
      assertEquals(TaskState.READY, Objects.requireNonNull(tx.tasks().find(of)).state());
    }
  }

  /** When every bound is over, nothing is held back by what somebody declared. */
  static void checkEnd(Tx tx, Instant now) {
    Set<TaskId> admissible =
        tx.tasks().admissible(now.plusSeconds(100), TASKS_MAX).stream()
            .map(Task::id)
            .collect(Collectors.toSet());
    var parking = new Parking(SessionLimits.DEFAULT, new Endings(Swarm.LIMITS, new Random(1)));
    List<TaskSummary> ready = tx.tasks().page(TaskState.READY, null, TASKS_MAX, null);
    for (TaskSummary task : ready) {
      if (tx.tasks().openDependencies(task.id()) == 0) {
        assertTrue(admissible.contains(task.id()), () -> "waits for ever: " + task);
        Task whole = Objects.requireNonNull(tx.tasks().find(task.id()));
        assertFalse(parking.holdsBack(tx, whole, now), () -> "is held for ever: " + task);
      }
    }
  }
}
