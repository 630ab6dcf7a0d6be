package dev.muster.lab.figures;

/** A line of a benchmark. What is not known is NaN. */
public record BenchRow(
    String metric, Interval ours, double baseline, double ceiling, Origin origin) {
  /**
   * Where a figure is from.
   *
   * @param seeds runs behind it
   * @param data which lab, or which recorded data
   * @param provenance lab or replayed
   */
  public record Origin(long seeds, String data, String provenance) {
    /** A lab, lived through so many times. */
    public static Origin lab(long seeds, String data) {
      return new Origin(seeds, data, "lab");
    }

    /** Recorded data, gone through once. */
    public static Origin replayed(String data) {
      return new Origin(1, data, "replayed");
    }
  }

  /** A figure without an interval. */
  public static BenchRow of(
      String metric, double ours, double baseline, double ceiling, Origin origin) {
    return new BenchRow(metric, Interval.none(ours), baseline, ceiling, origin);
  }
}
