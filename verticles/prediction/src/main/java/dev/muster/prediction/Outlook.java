package dev.muster.prediction;

import dev.muster.contract.CoordinationClass;
import dev.muster.model.Model;
import dev.muster.model.Weights;

/** What a model expects of each n, and what that is worth. Confined to one thread; reused. */
public final class Outlook {
  private static final int ARMS = CoordinationClass.AGENTS_MAX;
  private static final int MEASURES = 4;

  private final double[] scratch = new double[Model.SCRATCH];
  private final double[] expected = new double[ARMS * MEASURES];
  private final double[] rewards = new double[ARMS];

  /**
   * Asks the model of every n.
   *
   * @param features ten in their order, NaN where unknown
   * @param value of the task
   * @param free share of the agents that are free and not waited for, in [0,1]
   * @return whether all that it expects are numbers
   */
  public boolean look(Model model, double[] features, Weights weights, double value, double free) {
    model.expectAll(features, scratch, expected);
    for (int n = 1; n <= ARMS; n++) {
      rewards[n - 1] = weights.reward(expected, (n - 1) * MEASURES, n, value, free);
    }
    boolean numbers = true;
    for (double one : expected) {
      numbers &= Double.isFinite(one);
    }
    return numbers;
  }

  /** The best n of those that are allowed, at index n-1; the smaller of equal ones. */
  int best(boolean[] allowed) {
    int best = -1;
    for (int i = 0; i < ARMS; i++) {
      if (allowed[i] && (best < 0 || rewards[i] > rewards[best])) {
        best = i;
      }
    }
    return best + 1;
  }

  /**
   * By how much the best n leads the next best, as a share of what lies between best and worst; in
   * [0,1], 0 when there is only one or all are the same.
   */
  double margin(boolean[] allowed) {
    double best = Double.NEGATIVE_INFINITY;
    double next = Double.NEGATIVE_INFINITY;
    double worst = Double.POSITIVE_INFINITY;
    for (int i = 0; i < ARMS; i++) {
      if (allowed[i]) {
        next = Math.max(next, Math.min(best, rewards[i]));
        best = Math.max(best, rewards[i]);
        worst = Math.min(worst, rewards[i]);
      }
    }
    return best > worst ? (best - next) / (best - worst) : 0;
  }

  /** In [0,1], at index n-1; overwritten by the next look. */
  public double[] rewards() {
    return rewards;
  }

  /** In [0,1]. */
  double reward(int n) {
    return rewards[n - 1];
  }

  /** The reward in values of the task, in [-2,1]. */
  double utility(int n) {
    return Weights.utility(reward(n));
  }

  /** In [0,1]. */
  double success(int n) {
    return expected[(n - 1) * MEASURES];
  }

  double minutes(int n) {
    return expected[(n - 1) * MEASURES + 1];
  }

  /** Millions. */
  double tokens(int n) {
    return expected[(n - 1) * MEASURES + 2];
  }

  double conflicts(int n) {
    return expected[(n - 1) * MEASURES + 3];
  }
}
