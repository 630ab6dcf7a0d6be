package dev.muster.lab.contention;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leases taken file by file at the edit, held until the task lands. Hub files are not leased.
 *
 * <p>Waiting: whoever meets a held file stands still. When that closes a circle of waiting tasks,
 * the youngest holder in it commits what it has and releases, as the product tells it to. Switching
 * (a toll is given): the task goes back, its attempt ends and its leases with it, though its edits
 * stay in its branch until it lands, where others may now conflict with them; it is taken up again
 * when its next file is free. (Taking the old leases again would let three tasks hand each other
 * back for ever.)
 */
final class LeaseRules implements Rules {
  private final ConflictLedger ledger;
  private final double toll;
  private final Map<String, TaskRun> holders = new HashMap<>();
  private final Map<TaskRun, Integer> firstLease = new HashMap<>();
  private int granted;

  LeaseRules(ConflictLedger ledger, double toll) {
    this.ledger = ledger;
    this.toll = toll;
  }

  @Override
  public boolean mayBegin(TaskRun task, double now) {
    return !task.scouted() || holderOfNext(task) == null;
  }

  @Override
  public Verdict edits(TaskRun task, PlannedEdit edit, double now) {
    if (edit.file().hub()) {
      return Verdict.GO_ON;
    }
    if (holderOfNext(task) == null) {
      holders.put(edit.file().path(), task);
      firstLease.computeIfAbsent(task, _ -> granted++);
      return Verdict.GO_ON;
    }
    if (toll >= 0) {
      return new Verdict.PutBack(Double.POSITIVE_INFINITY, toll * task.plan().work());
    }
    breakCircle(task);
    return holderOfNext(task) == null ? edits(task, edit, now) : Verdict.WAIT;
  }

  @Override
  public void left(TaskRun task) {
    holders.values().removeIf(task::equals);
    firstLease.remove(task);
  }

  /** Who else holds the file that the task edits next, or null. */
  private @Nullable TaskRun holderOfNext(TaskRun task) {
    if (!task.hasEdits() || task.nextEdit().file().hub()) {
      return null;
    }
    TaskRun holder = holders.get(task.nextEdit().file().path());
    return task.equals(holder) ? null : holder;
  }

  /** Each task waits for one file, so the circle is found by following the holders. */
  private void breakCircle(TaskRun asker) {
    List<TaskRun> circle = new ArrayList<>(List.of(asker));
    TaskRun next = holderOfNext(asker);
    while (next != null && next.place() == TaskRun.Place.WAITING && !circle.contains(next)) {
      circle.add(next);
      next = holderOfNext(next);
    }
    if (asker.equals(next)) {
      TaskRun youngest =
          circle.stream()
              .max(Comparator.comparingInt(task -> firstLease.getOrDefault(task, -1)))
              .orElseThrow();
      ledger.landed(youngest);
      left(youngest);
    }
  }
}
