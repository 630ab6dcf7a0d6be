package dev.muster.model;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * From what a model says of each measure to what is expected, and the variances that are left.
 * Immutable; asking it allocates nothing.
 */
final class Means {
  static final int MEASURES = Measure.values().length;
  private static final double SUCCESS_LEAST = .02;

  private final double[] variances;
  private final Calibration calibration;

  /**
   * Of a model.
   *
   * @param variances what is left of each measure, in the order of {@link Measure}
   * @param calibration from what is said of success to its probability
   * @throws IllegalArgumentException when a variance lacks, is negative or not finite
   */
  Means(double[] variances, Calibration calibration) {
    if (variances.length != MEASURES) {
      throw new IllegalArgumentException(variances.length + " variances of " + MEASURES);
    }
    for (double variance : variances) {
      if (!(variance >= 0 && Double.isFinite(variance))) {
        throw new IllegalArgumentException("a variance is " + variance);
      }
    }
    this.variances = variances.clone();
    this.calibration = calibration;
  }

  /**
   * Turns the four numbers at {@code at} into success in [.02,.98], minutes, millions of tokens
   * (the means of log-normal ones), and conflicts.
   */
  void settle(double[] expected, int at) {
    double success = calibration.of(expected[at]);
    expected[at] = Math.clamp(success, SUCCESS_LEAST, 1 - SUCCESS_LEAST);
    expected[at + 1] = Math.exp(expected[at + 1] + variances[1] / 2);
    expected[at + 2] = Math.exp(expected[at + 2] + variances[2] / 2);
    expected[at + 3] = Math.max(0, expected[at + 3]);
  }

  /** The same for every n. */
  void settleAll(double[] expected) {
    for (int at = 0; at < expected.length; at += MEASURES) {
      settle(expected, at);
    }
  }

  double variance(Measure measure) {
    return variances[index(measure)];
  }

  static int index(Measure measure) {
    return List.of(Measure.values()).indexOf(measure);
  }

  int bytes() {
    return Double.BYTES * MEASURES + calibration.bytes();
  }

  void write(ByteBuffer content) {
    Numbers.write(content, variances);
    calibration.write(content);
  }

  static Means read(ByteBuffer content) {
    return new Means(Numbers.read(content, MEASURES), Calibration.read(content));
  }
}
