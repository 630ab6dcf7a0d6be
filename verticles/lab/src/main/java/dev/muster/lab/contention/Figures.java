package dev.muster.lab.contention;

import dev.muster.lab.contention.TaskRun.Conflict;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a strategy did to the tasks of all replications of one source at one load. */
final class Figures {
  private final Map<Conflict, Integer> conflicted = new EnumMap<>(Conflict.class);
  private double[] inSystem = new double[0];
  private double horizon;
  private double heldMinutes;
  private int held;

  /** Adds the tasks of one replication, all of them landed. */
  void add(List<TaskRun> tasks) {
    int before = inSystem.length;
    inSystem = Arrays.copyOf(inSystem, before + tasks.size());
    double first = Double.POSITIVE_INFINITY;
    double last = 0;
    for (int i = 0; i < tasks.size(); i++) {
      TaskRun task = tasks.get(i);
      double arrival = task.plan().arrival();
      inSystem[before + i] = task.landedAt() - arrival;
      first = Math.min(first, arrival);
      last = Math.max(last, task.landedAt());
      task.conflicts().forEach(conflict -> conflicted.merge(conflict, 1, Integer::sum));
      held += task.wasHeld() ? 1 : 0;
      heldMinutes += task.heldMinutes();
    }
    horizon += last - first;
  }

  /** Tasks of a hundred that met another one so, each counted once. */
  double per100(Conflict conflict) {
    return 100.0 * conflicted.getOrDefault(conflict, 0) / inSystem.length;
  }

  /** Tasks a minute from the first arrival to the last landing, the drain included. */
  double throughput() {
    return inSystem.length / horizon;
  }

  /** Minutes from arrival to landing. */
  double meanTime() {
    return Arrays.stream(inSystem).average().orElse(Double.NaN);
  }

  double medianTime() {
    return median(inSystem);
  }

  /** The share of tasks that were told to wait or to leave at least once. */
  double heldShare() {
    return (double) held / inSystem.length;
  }

  /** The share of all time in the system that passed so. */
  double heldTimeShare() {
    return heldMinutes / Arrays.stream(inSystem).sum();
  }

  /** The mean of the two in the middle when their number is even. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
