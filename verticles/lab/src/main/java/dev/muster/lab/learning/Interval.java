package dev.muster.lab.learning;

import java.util.List;

/** A mean over seeds and its 95 % interval by Student's t. */
record Interval(double mean, double low, double high) {
  private static final double Z = 1.959964;

  static Interval of(List<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  static Interval of(double[] values) {
    int count = values.length;
    double mean = 0;
    for (double value : values) {
      mean += value / count;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double error = count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1) / count);
    double margin = t(count - 1) * error;
    return new Interval(mean, mean - margin, mean + margin);
  }

  /** The .975 quantile of Student's t, after Abramowitz and Stegun 26.7.5. */
  private static double t(int freedom) {
    double cube = Z * Z * Z;
    double fifth = cube * Z * Z;
    return Z
        + (cube + Z) / (4.0 * freedom)
        + (5 * fifth + 16 * cube + 3 * Z) / (96.0 * freedom * freedom);
  }
}
