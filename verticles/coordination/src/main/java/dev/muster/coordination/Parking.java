package dev.muster.coordination;

import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationState;
import dev.muster.contract.Overlap;
import dev.muster.contract.Result;
import dev.muster.contract.SlotState;
import dev.muster.contract.Source;
import dev.muster.contract.Stake;
import dev.muster.contract.Task;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.coordination.declare.DeclarationWords;
import dev.muster.coordination.declare.HubFiles;
import dev.muster.coordination.declare.Nearby;
import dev.muster.coordination.declare.Neighbourhood;
import dev.muster.store.SessionRows;
import dev.muster.store.SlotRows;
import dev.muster.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a task waiting while another works on what it declared. It waits for that attempt to close
 * and is then looked at anew; a bound says how long at most, whatever is in its way.
 */
final class Parking {
  /** How often a wait for somebody without a task is looked at anew. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final SessionLimits limits;
  private final Endings endings;
  private final Neighbourhood neighbourhood;

  Parking(SessionLimits limits, Endings endings) {
    this.limits = limits;
    this.endings = endings;
    this.neighbourhood = new Neighbourhood(new HubFiles(limits.hubFiles()));
  }

  /** What others have on the files of a declaration, the closest first. */
  List<Nearby> near(Tx tx, Declaration mine) {
    return neighbourhood.of(
        mine,
        mine.state() == DeclarationState.PARKED,
        tx.declarations().shared(mine.id()),
        tx.leases().live(mine.repo()));
  }

  /** Those of them that a task may wait for: close, of another task, and not waiting for it. */
  static List<Nearby> blockers(Tx tx, List<Nearby> near, TaskId own) {
    return near.stream().filter(n -> n.close() && mayBlock(tx, n.overlap(), own)).toList();
  }

  private static boolean mayBlock(Tx tx, Overlap overlap, TaskId own) {
    TaskId other = taskOf(tx, overlap);
    if (other == null) {
      return true;
    }
    Task task = tx.tasks().find(other);
    // The leases of an attempt end a moment after it; a session's outlive its task.
    boolean over =
        overlap.stake() == Stake.HELD
            && task != null
            && task.source() != Source.SESSION
            && tx.attempts().openOf(other) == null;
    return !over && !tx.waits().waitsFor(other, own);
  }

  /** The task that somebody works on who stands near, as far as it is known. */
  static @Nullable TaskId taskOf(Tx tx, Overlap overlap) {
    if (overlap.taskId() != null) {
      return overlap.taskId();
    }
    SessionRows.Known known = tx.sessions().find(overlap.holder().session());
    return known == null ? null : known.session().taskId();
  }

  /** The first task among them whose attempt is open, or null. */
  static @Nullable Task inTheWay(Tx tx, List<Nearby> blockers) {
    return blockers.stream()
        .flatMap(near -> Stream.ofNullable(taskOf(tx, near.overlap())))
        .filter(id -> tx.attempts().openOf(id) != null)
        .findFirst()
        .map(id -> Lifecycle.require(tx, id))
        .orElse(null);
  }

  /** How often the task was parked so far. */
  static long parks(Tx tx, TaskId id) {
    return tx.outcomes().count(id, Result.PARKED);
  }

  /**
   * Whether the attempt of this slot would end parked and its task start again. It would not when
   * it was parked too often, or when another slot ended in a way that names the attempt.
   */
  static boolean possible(Tx tx, SlotRows.Key key) {
    var results =
        Objects.requireNonNull(tx.attempts().find(key.attempt())).slots().stream()
            .filter(slot -> slot.state() == SlotState.ENDED)
            .flatMap(slot -> Stream.ofNullable(slot.result()));
    var combined = Ending.combined(Stream.concat(results, Stream.of(Result.PARKED)).toList());
    return combined == Result.PARKED && parks(tx, key.task()) < Ending.of(Result.PARKED).limit();
  }

  /** Ends the attempt; its declaration stays with the task, which waits. */
  void park(
      Tx tx, SlotRows.Key key, Declaration mine, List<Nearby> blockers, String why, Instant now) {
    tx.declarations().move(mine.id(), DeclarationState.ACTIVE, DeclarationState.PARKED);
    Outbox.declaration(tx, "parked", mine.id(), now);
    TaskId id = key.task();
    Instant until = now.plus(limits.parkMax());
    wait(tx, id, blockers, until, now);
    endings.park(tx, key, why, now);
    hold(tx, id, blockers, now);
  }

  /**
   * Whether a task that was parked waits on, because its files are not free and its time is not
   * over. The wait then has a new reason; no attempt is spent on it.
   */
  boolean holdsBack(Tx tx, Task task, Instant now) {
    Instant until = tx.waits().until(task.id());
    List<Nearby> blockers = until == null ? List.of() : stillThere(tx, task, until, now);
    if (until == null || blockers.isEmpty()) {
      return false;
    }
    wait(tx, task.id(), blockers, until, now);
    hold(tx, task.id(), blockers, now);
    return true;
  }

  /** Whether it would be held back now; changes nothing. */
  boolean wouldHoldBack(Tx tx, Task task, Instant now) {
    Instant until = tx.waits().until(task.id());
    return until != null && !stillThere(tx, task, until, now).isEmpty();
  }

  private List<Nearby> stillThere(Tx tx, Task task, Instant until, Instant now) {
    return now.isBefore(until)
        ? tx.declarations().ofTask(task.id(), DeclarationState.PARKED).stream()
            .flatMap(parked -> blockers(tx, near(tx, parked), task.id()).stream())
            .toList()
        : List.of();
  }

  /** The task starts: what it declared counts again, behind all that others declared. */
  static void admitted(Tx tx, TaskId id, Instant now) {
    for (Declaration parked : tx.declarations().ofTask(id, DeclarationState.PARKED)) {
      tx.declarations().move(parked.id(), DeclarationState.PARKED, DeclarationState.ACTIVE);
      parked.files().forEach(file -> tx.declarations().add(parked.id(), file));
      Outbox.declaration(tx, "activated", parked.id(), now);
    }
  }

  /** An attempt of the task closed: what it declared ends, and who waited for it does not. */
  static void closed(Tx tx, TaskId id, Instant now) {
    for (Declaration active : tx.declarations().ofTask(id, DeclarationState.ACTIVE)) {
      end(tx, active, DeclarationState.ACTIVE, "ended", now);
    }
    freed(tx, tx.waits().free(id), now);
  }

  /** A task got a dependency: what it now waits for does not wait for its attempt any longer. */
  static void untangle(Tx tx, Instant now) {
    freed(tx, tx.waits().freeCircles(), now);
  }

  private static void freed(Tx tx, List<TaskId> tasks, Instant now) {
    for (TaskId id : tasks) {
      Outbox.task(tx, "freed", TaskState.READY, Lifecycle.require(tx, id), now);
    }
  }

  /** The task will not start again: nothing that it declared is of use. */
  static void forget(Tx tx, TaskId id, Instant now) {
    for (Declaration parked : tx.declarations().ofTask(id, DeclarationState.PARKED)) {
      end(tx, parked, DeclarationState.PARKED, "ended", now);
    }
  }

  /** Ends a declaration; {@code cause} says how. */
  static void end(
      Tx tx, Declaration declaration, DeclarationState from, String cause, Instant now) {
    if (tx.declarations().move(declaration.id(), from, DeclarationState.ENDED)) {
      Outbox.declaration(tx, cause, declaration.id(), now);
    }
  }

  private void wait(Tx tx, TaskId id, List<Nearby> blockers, Instant until, Instant now) {
    Task other = inTheWay(tx, blockers);
    tx.waits().park(id, other == null ? null : other.id(), until);
    if (other == null) {
      Instant again = now.plus(LOOK_AGAIN);
      tx.tasks().delay(id, again.isBefore(until) ? again : until);
    }
  }

  private static void hold(Tx tx, TaskId id, List<Nearby> blockers, Instant now) {
    Task other = inTheWay(tx, blockers);
    Nearby named =
        blockers.stream()
            .filter(near -> other == null || other.id().equals(taskOf(tx, near.overlap())))
            .findFirst()
            .orElse(blockers.getFirst());
    String title = other == null ? null : other.title();
    if (tx.tasks().hold(id, DeclarationWords.held(named, title))) {
      Outbox.task(tx, "held", TaskState.READY, Lifecycle.require(tx, id), now);
    }
  }
}
