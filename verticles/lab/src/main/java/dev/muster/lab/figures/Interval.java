package dev.muster.lab.figures;

/** A figure and its 95 % interval; NaN where one is unknown. */
public record Interval(double value, double low, double high) {
  private static final double Z = 1.959964;

  /** A figure of which no interval is known. */
  public static Interval none(double value) {
    return new Interval(value, Double.NaN, Double.NaN);
  }

  /** The mean of one value for each seed, by Student's t; of less than five it is too narrow. */
  public static Interval mean(double[] values) {
    int count = values.length;
    if (count == 0) {
      return none(Double.NaN);
    }
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

  /** A share of runs, by Wilson (1927); unknown without a run. */
  public static Interval share(long count, long runs) {
    if (runs == 0) {
      return none(Double.NaN);
    }
    double share = (double) count / runs;
    double square = Z * Z / runs;
    double middle = (share + square / 2) / (1 + square);
    double margin = Z / (1 + square) * Math.sqrt(share * (1 - share) / runs + square / (4 * runs));
    return new Interval(share, Math.max(0, middle - margin), Math.min(1, middle + margin));
  }

  /** Whether both ends are known. */
  boolean known() {
    return Double.isFinite(low) && Double.isFinite(high);
  }
}
