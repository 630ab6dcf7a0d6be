package dev.muster.model;

import dev.muster.contract.CoordinationClass;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How a weighted sum of terms goes with n: every term is something of the features times 1, log2 n,
 * its square, or n, so that four numbers say it for all n.
 */
final class Curve {
  /** Numbers of a curve. */
  static final int LENGTH = 4;

  private static final int MOST = CoordinationClass.AGENTS_MAX;

  /** The terms that are multiplied with 1, with log2 n, with its square, and with n. */
  private static final int[][] TERMS = terms();

  private Curve() {}

  /**
   * Writes the curve of a weighted sum. With 8 agents log2 n and n are 1 in their units, so that
   * the terms of 8 agents are what the four are multiplied with.
   *
   * @param weights of length {@link Terms#COUNT}
   * @param terms as {@link Terms#fill} writes them for 8 agents; the curve is written into it
   * @param at where; {@link Terms#COUNT} or more
   */
  static void write(double[] weights, double[] terms, int at) {
    for (int i = 0; i < LENGTH; i++) {
      double sum = 0;
      for (int term : TERMS[i]) {
        sum += weights[term] * terms[term];
      }
      terms[at + i] = sum;
    }
  }

  /** The weighted sum for n agents, 1..8, of the curve at {@code at}. */
  static double at(int n, double[] curve, int at) {
    double doublings = Terms.doublings(n);
    double share = (double) n / MOST;
    return curve[at]
        + doublings * (curve[at + 1] + doublings * curve[at + 2])
        + share * curve[at + 3];
  }

  /** Sorts the terms by what becomes of them with 2 agents instead of 8. */
  private static int[][] terms() {
    double third = Terms.doublings(2);
    double[] shares = {1, third, third * third, 2.0 / MOST};
    double[][] many = {filled(.9, MOST), filled(Double.NaN, MOST)};
    double[][] two = {filled(.9, 2), filled(Double.NaN, 2)};
    return Arrays.stream(shares)
        .mapToObj(share ->
            IntStream.range(0, Terms.COUNT)
                .filter(term -> share == nearest(shares, share(term, many, two)))
                .toArray())
        .toArray(int[][]::new);
  }

  private static double[] filled(double feature, int n) {
    double[] features = new double[10];
    Arrays.fill(features, feature);
    double[] terms = new double[Terms.COUNT];
    Terms.fill(features, n, terms);
    return terms;
  }

  /** A term is 0 with known or with unknown features, never with both. */
  private static double share(int term, double[][] many, double[][] two) {
    return many[0][term] != 0 ? two[0][term] / many[0][term] : two[1][term] / many[1][term];
  }

  private static double nearest(double[] shares, double share) {
    double best = shares[0];
    for (double other : shares) {
      best = Math.abs(other - share) < Math.abs(best - share) ? other : best;
    }
    return best;
  }
}
