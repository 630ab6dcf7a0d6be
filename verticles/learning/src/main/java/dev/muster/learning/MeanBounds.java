package dev.muster.learning;

/**
 * Bounds of 95 % for the mean of differences that hold at all times at once: the empirical
 * Bernstein confidence sequence with predictable mixing (Waudby-Smith and Ramdas, 2010.09686,
 * theorem 2). Each difference weighs what was fixed before it came.
 */
final class MeanBounds {
  private static final double ALPHA = .05;

  /** The largest weight; the theorem allows any below 1. */
  private static final double WEIGHT_MOST = .5;

  private final double bound;
  private Sums at;

  /**
   * All that is to be kept, of differences moved to [0,1].
   *
   * @param count how many were seen
   * @param values their sum
   * @param squares of how far each was from the mean at its time
   * @param weights the sum of the weights
   * @param weighted the sum of the weighted values
   * @param spread the sum of what the bounds owe to the variance
   */
  record Sums(
      long count, double values, double squares, double weights, double weighted, double spread) {
    static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0);
  }

  /** Differences lie in [-bound, bound]. */
  MeanBounds(double bound, Sums at) {
    this.bound = bound;
    this.at = at;
  }

  /** Sees the next difference. */
  void see(double difference) {
    double value = (difference / bound + 1) / 2;
    long count = at.count() + 1;
    double variance = (.25 + at.squares()) / count;
    double weight =
        Math.min(
            WEIGHT_MOST,
            Math.sqrt(2 * Math.log(2 / ALPHA) / (variance * count * Math.log1p((double) count))));
    double before = (.5 + at.values()) / count;
    double after = (.5 + at.values() + value) / (count + 1);
    double surprise = (value - before) * (value - before);
    at =
        new Sums(
            count,
            at.values() + value,
            at.squares() + (value - after) * (value - after),
            at.weights() + weight,
            at.weighted() + weight * value,
            at.spread() + surprise * (-Math.log1p(-weight) - weight));
  }

  Sums sums() {
    return at;
  }

  /** The weighted mean of the differences; NaN before the first. */
  double mean() {
    return moved(at.weighted() / at.weights());
  }

  /** The lower bound, -bound at least. */
  double low() {
    return Math.max(-bound, moved((at.weighted() - owed()) / at.weights()));
  }

  /** The upper bound, bound at most. */
  double high() {
    return Math.min(bound, moved((at.weighted() + owed()) / at.weights()));
  }

  private double owed() {
    return Math.log(2 / ALPHA) + at.spread();
  }

  private double moved(double value) {
    return (2 * value - 1) * bound;
  }
}
