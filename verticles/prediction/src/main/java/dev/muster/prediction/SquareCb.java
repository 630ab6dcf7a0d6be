package dev.muster.prediction;

import dev.muster.contract.CoordinationClass;

/**
 * How likely each n is played: inverse gap weighting around the best, and a floor (Foster and
 * Rakhlin 2020; gamma as in Vowpal Wabbit, 10 sqrt(t); LEARNING 1.4). Only the best, one agent more
 * and one less are played, and none that is expected to be .10 worse (LEARNING 1.8): n is ordered,
 * and one surface for all n learns of its neighbours.
 */
public final class SquareCb {
  private static final double SCALE = 10;
  private static final double FLOOR = .02;
  private static final int STEP = 1;
  private static final double GAP_MAX = .10;

  private SquareCb() {}

  /**
   * Writes the probabilities of n = 1..8 at index n-1; all sum to 1, and are 0 for those that are
   * not allowed, more than a step away from the best, or too far behind it.
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
    for (int i = 0; i < CoordinationClass.AGENTS_MAX; i++) {
      probabilities[i] = 0;
      if (allowed[i]) {
        best = best < 0 || rewards[i] > rewards[best] ? i : best;
      }
    }
    int from = Math.max(0, best - STEP);
    int to = Math.min(CoordinationClass.AGENTS_MAX - 1, best + STEP);
    int arms = 0;
    for (int i = from; i <= to; i++) {
      arms += played(rewards, allowed, best, i) ? 1 : 0;
    }
    double gamma = SCALE * Math.sqrt(outcomes);
    double rest = 1;
    for (int i = from; i <= to; i++) {
      if (i != best && played(rewards, allowed, best, i)) {
        double likely = 1 / (arms + gamma * (rewards[best] - rewards[i]));
        rest -= likely;
        probabilities[i] = (1 - FLOOR) * likely + FLOOR / arms;
      }
    }
    probabilities[best] = (1 - FLOOR) * rest + FLOOR / arms;
    return best + 1;
  }

  private static boolean played(double[] rewards, boolean[] allowed, int best, int i) {
    return allowed[i] && rewards[best] - rewards[i] <= GAP_MAX;
  }
}
