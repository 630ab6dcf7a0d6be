package dev.muster.lab.swarm;

import dev.muster.contract.CoordinationClass;

/** The means of a task's outcomes for each n in 1..8. */
public final class Expected {
  private static final int ARMS = CoordinationClass.AGENTS_MAX;

  private final LatentTask task;
  private final double[] reward = new double[ARMS];
  private final double[] minutes = new double[ARMS];
  private final double[] tokens = new double[ARMS];
  private final double[] success = new double[ARMS];
  private final double[] conflicts = new double[ARMS];
  private final int[] count = new int[ARMS];

  Expected(LatentTask task) {
    this.task = task;
  }

  void add(Outcome outcome, double worth) {
    int arm = outcome.n() - 1;
    count[arm]++;
    reward[arm] += worth;
    minutes[arm] += outcome.minutes();
    tokens[arm] += outcome.tokens();
    success[arm] += outcome.success() ? 1 : 0;
    conflicts[arm] += outcome.conflicts();
  }

  public LatentTask task() {
    return task;
  }

  /** In [0,1]. */
  public double reward(int n) {
    return reward[n - 1] / count[n - 1];
  }

  public double minutes(int n) {
    return minutes[n - 1] / count[n - 1];
  }

  /** Millions. */
  public double tokens(int n) {
    return tokens[n - 1] / count[n - 1];
  }

  /** In [0,1]. */
  public double success(int n) {
    return success[n - 1] / count[n - 1];
  }

  public double conflicts(int n) {
    return conflicts[n - 1] / count[n - 1];
  }

  /** The n of the highest reward among the agents that are free; the smaller of equal ones. */
  public int best() {
    int best = 1;
    for (int n = 2; n <= task.free(); n++) {
      best = reward(n) > reward(best) ? n : best;
    }
    return best;
  }

  /** The lowest reward among the agents that are free. */
  double worst() {
    double worst = reward(1);
    for (int n = 2; n <= task.free(); n++) {
      worst = Math.min(worst, reward(n));
    }
    return worst;
  }
}
