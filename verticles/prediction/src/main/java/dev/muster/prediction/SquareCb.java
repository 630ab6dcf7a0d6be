package dev.muster.prediction;

import dev.muster.contract.CoordinationClass;

/**
 * How likely each n is played: inverse gap weighting around the best, and a floor under all (Foster
 * and Rakhlin 2020; gamma as in Vowpal Wabbit, 10 sqrt(t); LEARNING 1.4).
 */
public final class SquareCb {
  private static final double SCALE = 10;
  private static final double FLOOR = .02;

  private SquareCb() {}

  /**
   * Writes the probabilities of n = 1..8 at index n-1; those that are not allowed get 0, all sum to
   * 1.
   *
   * @param rewards what is expected of each n, in [0,1]
   * @param allowed which n the guard rails leave; at least one
   * @param outcomes how many were learned
   * @param probabilities of length 8; overwritten
   * @return the best n
   */
  public static int fill(
      double[] rewards, boolean[] allowed, double outcomes, double[] probabilities) {
    int best = -1;
    int arms = 0;
    for (int i = 0; i < CoordinationClass.AGENTS_MAX; i++) {
      probabilities[i] = 0;
      if (allowed[i]) {
        arms++;
        best = best < 0 || rewards[i] > rewards[best] ? i : best;
      }
    }
    double gamma = SCALE * Math.sqrt(outcomes);
    double rest = 1;
    for (int i = 0; i < probabilities.length; i++) {
      if (allowed[i] && i != best) {
        double likely = 1 / (arms + gamma * (rewards[best] - rewards[i]));
        rest -= likely;
        probabilities[i] = (1 - FLOOR) * likely + FLOOR / arms;
      }
    }
    probabilities[best] = (1 - FLOOR) * rest + FLOOR / arms;
    return best + 1;
  }
}
