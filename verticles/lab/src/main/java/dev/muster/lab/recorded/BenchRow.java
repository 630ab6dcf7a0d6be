package dev.muster.lab.recorded;

/**
 * A line of a benchmark. What is not known is NaN.
 *
 * @param low lower end of the 95 % interval of {@code ours}
 * @param high its upper end
 * @param data what it was measured on
 */
public record BenchRow(
    String metric,
    double ours,
    double baseline,
    double ceiling,
    double low,
    double high,
    String data) {
  /** A figure without an interval. */
  public static BenchRow of(
      String metric, double ours, double baseline, double ceiling, String data) {
    return new BenchRow(metric, ours, baseline, ceiling, Double.NaN, Double.NaN, data);
  }
}
