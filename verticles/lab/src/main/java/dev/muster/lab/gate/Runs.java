package dev.muster.lab.gate;

import dev.muster.lab.figures.Interval;
import java.util.Arrays;

/** What became of many runs of the same kind: shares and medians, with 95 % intervals. */
final class Runs {
  /** Stands for a run in which it never happened. */
  static final int NEVER = Integer.MAX_VALUE;

  private static final double Z = 1.959964;

  private Runs() {}

  /** The share of runs in which it happened. */
  static Interval share(int[] tasks) {
    long count = Arrays.stream(tasks).filter(task -> task != NEVER).count();
    return Interval.share(count, tasks.length);
  }

  /**
   * The median over all runs, those where it never happened counting as later than all; NaN when it
   * happened in less than half. The interval is that of order statistics.
   */
  static Interval median(int[] tasks) {
    int[] sorted = tasks.clone();
    Arrays.sort(sorted);
    double margin = Z * Math.sqrt(sorted.length) / 2;
    return new Interval(
        at(sorted, sorted.length / 2.0),
        at(sorted, sorted.length / 2.0 - margin),
        at(sorted, sorted.length / 2.0 + margin));
  }

  private static double at(int[] sorted, double rank) {
    int found = sorted[Math.clamp((long) rank, 0, sorted.length - 1)];
    return found == NEVER ? Double.NaN : found;
  }
}
