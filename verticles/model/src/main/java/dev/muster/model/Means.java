package dev.muster.model;

/** From what a model says of each measure to what is expected. */
final class Means {
  private static final double SUCCESS_LEAST = .02;

  private Means() {}

  /**
   * Turns the four numbers at {@code at} into success in [.02,.98], minutes, millions of tokens
   * (the means of log-normal ones), and conflicts.
   *
   * @param variances what is left of each measure
   */
  static void settle(double[] expected, int at, double[] variances) {
    expected[at] = Math.clamp(expected[at], SUCCESS_LEAST, 1 - SUCCESS_LEAST);
    expected[at + 1] = Math.exp(expected[at + 1] + variances[1] / 2);
    expected[at + 2] = Math.exp(expected[at + 2] + variances[2] / 2);
    expected[at + 3] = Math.max(0, expected[at + 3]);
  }

  /**
   * A copy of variances.
   *
   * @throws IllegalArgumentException when one is negative or not finite
   */
  static double[] variances(double[] variances) {
    for (double variance : variances) {
      if (!(variance >= 0 && Double.isFinite(variance))) {
        throw new IllegalArgumentException("a variance is " + variance);
      }
    }
    return variances.clone();
  }
}
