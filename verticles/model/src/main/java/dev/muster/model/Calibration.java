package dev.muster.model;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * From a score of success to its probability: straight lines between knots, level outside. No knots
 * leave the score as it is. Immutable.
 */
public final class Calibration {
  /** Scores are probabilities. */
  public static final Calibration NONE = new Calibration(new double[0], new double[0]);

  private static final int KNOTS_MAX = 4_096;

  private final double[] scores;
  private final double[] probabilities;

  /**
   * Knots.
   *
   * @param scores rising
   * @param probabilities as many, in [0,1], never falling
   * @throws IllegalArgumentException when they are not
   */
  public Calibration(double[] scores, double[] probabilities) {
    if (scores.length != probabilities.length || scores.length > KNOTS_MAX) {
      throw new IllegalArgumentException(
          "a calibration has " + scores.length + " scores, " + probabilities.length + " values");
    }
    for (int i = 0; i < scores.length; i++) {
      boolean level = probabilities[i] >= 0 && probabilities[i] <= 1 && Double.isFinite(scores[i]);
      boolean rising =
          i == 0 || (scores[i] > scores[i - 1] && probabilities[i] >= probabilities[i - 1]);
      if (!level || !rising) {
        throw new IllegalArgumentException("the calibration does not rise at knot " + i);
      }
    }
    this.scores = scores.clone();
    this.probabilities = probabilities.clone();
  }

  /** The probability of a score. */
  public double of(double score) {
    int last = scores.length - 1;
    if (last < 0) {
      return score;
    } else if (score <= scores[0]) {
      return probabilities[0];
    } else if (score >= scores[last]) {
      return probabilities[last];
    }
    int found = Arrays.binarySearch(scores, score);
    if (found >= 0) {
      return probabilities[found];
    }
    int above = -found - 1;
    double share = (score - scores[above - 1]) / (scores[above] - scores[above - 1]);
    return probabilities[above - 1] + share * (probabilities[above] - probabilities[above - 1]);
  }

  int bytes() {
    return Integer.BYTES + 2 * Double.BYTES * scores.length;
  }

  void write(ByteBuffer content) {
    content.putInt(scores.length);
    Numbers.write(content, scores);
    Numbers.write(content, probabilities);
  }

  static Calibration read(ByteBuffer content) {
    int knots = Numbers.count(content, KNOTS_MAX, "knots");
    return new Calibration(Numbers.read(content, knots), Numbers.read(content, knots));
  }
}
