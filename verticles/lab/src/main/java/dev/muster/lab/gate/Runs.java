package dev.muster.lab.gate;

import java.util.Arrays;

/** What became of many runs of the same kind: shares and medians, with 95 % intervals. */
final class Runs {
  /** Stands for a run in which it never happened. */
  static final int NEVER = Integer.MAX_VALUE;

  private static final double Z = 1.959964;

  private Runs() {}

  /** A figure and its interval; NaN where it is unknown. */
  record Figure(double value, double low, double high) {}

  /** The share of runs in which it happened, with Wilson's interval (1927). */
  static Figure share(int[] tasks) {
    long count = Arrays.stream(tasks).filter(task -> task != NEVER).count();
    return share(count, tasks.length);
  }

  static Figure share(long count, long runs) {
    double share = (double) count / runs;
    double square = Z * Z / runs;
    double middle = (share + square / 2) / (1 + square);
    double margin = Z / (1 + square) * Math.sqrt(share * (1 - share) / runs + square / (4 * runs));
    return new Figure(share, Math.max(0, middle - margin), Math.min(1, middle + margin));
  }

  /**
   * The median over all runs, those where it never happened counting as later than all; NaN when it
   * happened in less than half. The interval is that of order statistics.
   */
  static Figure median(int[] tasks) {
    int[] sorted = tasks.clone();
    Arrays.sort(sorted);
    double margin = Z * Math.sqrt(sorted.length) / 2;
    return new Figure(
        at(sorted, sorted.length / 2.0),
        at(sorted, sorted.length / 2.0 - margin),
        at(sorted, sorted.length / 2.0 + margin));
  }

  private static double at(int[] sorted, double rank) {
    int found = sorted[Math.clamp((long) rank, 0, sorted.length - 1)];
    return found == NEVER ? Double.NaN : found;
  }
}
