package dev.muster.lab.learning;

import dev.muster.contract.CoordinationClass;
import dev.muster.lab.swarm.Arrivals;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.lab.swarm.Oracle;
import dev.muster.lab.swarm.Outcome;
import dev.muster.lab.swarm.Parameter;
import dev.muster.lab.swarm.SensorMap;
import dev.muster.learning.Learner;
import dev.muster.model.Measure;
import dev.muster.model.Model;
import dev.muster.model.Surface;
import dev.muster.model.Weights;

/**
 * A lab as a policy meets it: what is seen of a task, what is measured, what a model makes of it.
 */
public record World(Lab lab, SensorMap map) {
  public static final int ARMS = CoordinationClass.AGENTS_MAX;

  private static final long INFORMED_SEED = 2_000_000;
  private static final int MEASURES = Measure.values().length;

  public double[] features(LatentTask task) {
    return map.read(lab.parameters(), task);
  }

  /** In the order and the units of {@link Measure}. */
  public static double[] measured(Outcome outcome) {
    return new double[] {
      outcome.success() ? 1 : 0,
      StrictMath.log(outcome.minutes()),
      StrictMath.log(outcome.tokens()),
      outcome.conflicts()
    };
  }

  /** What a model expects to be measured of n agents, in the order and the units of that. */
  public static double[] expected(Model model, double[] features, int n) {
    double[] expected = means(model, features, n);
    expected[1] = Math.log(expected[1]) - model.variance(Measure.LOG_MINUTES) / 2;
    expected[2] = Math.log(expected[2]) - model.variance(Measure.LOG_TOKENS) / 2;
    return expected;
  }

  private static double[] means(Model model, double[] features, int n) {
    double[] expected = new double[MEASURES];
    model.expect(features, n, new double[Model.SCRATCH], expected);
    return expected;
  }

  /** The reward that a model expects of n agents, in [0,1]. */
  public double reward(Model model, LatentTask task, double[] features, int n) {
    return reward(means(model, features, n), 0, task, n);
  }

  private double reward(double[] expected, int at, LatentTask task, int n) {
    return weights().reward(expected, at, n, task.value(), (double) task.free() / ARMS);
  }

  /** The reward that a model expects of each n, at index n-1. */
  public double[] rewards(Model model, LatentTask task, double[] features) {
    double[] expected = new double[MEASURES * ARMS];
    model.expectAll(features, new double[Model.SCRATCH], expected);
    double[] rewards = new double[ARMS];
    for (int n = 1; n <= ARMS; n++) {
      rewards[n - 1] = reward(expected, MEASURES * (n - 1), task, n);
    }
    return rewards;
  }

  /** The n of the highest reward that a model expects among the free agents. */
  public int best(Model model, LatentTask task) {
    return best(rewards(model, task, features(task)), task);
  }

  /** The n of the highest of the rewards among the free agents; the smaller of equal ones. */
  static int best(double[] rewards, LatentTask task) {
    int best = 1;
    for (int n = 2; n <= task.free(); n++) {
      best = rewards[n - 1] > rewards[best - 1] ? n : best;
    }
    return best;
  }

  /** Which share of the gap between the best constant and the oracle a model closes. */
  public double closedGap(Model model, Oracle oracle) {
    return oracle.score(task -> best(model, task.task())).closedGap();
  }

  /** A model that saw every n of so many tasks: the ceiling of what features allow. */
  public Surface informed(int tasks) {
    var learner = new Learner(1);
    var arrivals = new Arrivals(lab.parameters(), INFORMED_SEED);
    for (int i = 0; i < tasks; i++) {
      LatentTask task = arrivals.task(i);
      double[] features = features(task);
      for (Outcome outcome : lab.outcomes(task, 0)) {
        learner.learn(features, outcome.n(), measured(outcome));
      }
    }
    return learner.fitTogether();
  }

  /** The n drawn of probabilities at index n-1 by a number in [0,1). */
  static int drawn(double[] likely, double uniform) {
    double below = 0;
    for (int i = 0; i < likely.length; i++) {
      below += likely[i];
      if (uniform < below) {
        return i + 1;
      }
    }
    return 1;
  }

  /** What costs are worth in this lab. */
  private Weights weights() {
    var p = lab.parameters();
    return new Weights(
        p.of(Parameter.COST_MINUTE),
        p.of(Parameter.COST_TOKENS),
        p.of(Parameter.COST_CONFLICT),
        p.of(Parameter.COST_AGENT),
        p.of(Parameter.COST_AGENT_SCARCE));
  }
}
