package dev.muster.learning;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * By how much recent outcomes missed what was expected: how far another one is from them, by their
 * median and median absolute deviation, which half of them cannot move far (Hampel 1974).
 */
final class Residuals {
  private static final int KEPT = 300;
  private static final int LEAST = 50;

  /** Makes the median absolute deviation of a normal distribution its standard deviation. */
  private static final double NORMAL = 1.4826;

  /** However alike reports of late are, one within a factor of e of them is no outlier. */
  private static final double LEAST_SPREAD = .25;

  private final Deque<Double> values;

  /** {@code values} is the oldest first. */
  Residuals(List<Double> values) {
    this.values = new ArrayDeque<>(values);
  }

  /** Remembers one; NaN is none. */
  void add(double residual) {
    if (Double.isNaN(residual)) {
      return;
    }
    values.addLast(residual);
    if (values.size() > KEPT) {
      values.removeFirst();
    }
  }

  /** How many robust deviations it is from the median; 0 when that cannot be told. */
  double deviations(double residual) {
    if (Double.isNaN(residual) || values.size() < LEAST) {
      return 0;
    }
    double middle = median();
    double spread =
        median(values.stream().mapToDouble(value -> Math.abs(value - middle)).toArray());
    return Math.abs(residual - middle) / Math.max(LEAST_SPREAD, NORMAL * spread);
  }

  /**
   * The share of them that are nearer to {@code middle}, in [0,1], equal ones half; NaN when that
   * cannot be told.
   */
  double rank(double residual, double middle) {
    if (Double.isNaN(residual) || values.size() < LEAST) {
      return Double.NaN;
    }
    double own = Math.abs(residual - middle);
    double nearer = 0;
    for (double value : values) {
      double other = Math.abs(value - middle);
      nearer += other < own ? 1 : other == own ? .5 : 0;
    }
    return nearer / values.size();
  }

  /** NaN when there are none. */
  double median() {
    return median(values.stream().mapToDouble(value -> value).toArray());
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }

  List<Double> values() {
    return List.copyOf(values);
  }
}
