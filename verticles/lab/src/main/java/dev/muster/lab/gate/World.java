package dev.muster.lab.gate;

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
record World(Lab lab, SensorMap map) {
  static final int ARMS = CoordinationClass.AGENTS_MAX;

  double[] features(LatentTask task) {
    return map.read(lab.parameters(), task);
  }

  /** In the order of {@link Measure}. */
  static double[] measured(Outcome outcome) {
    return new double[] {
      outcome.success() ? 1 : 0,
      StrictMath.log(outcome.minutes()),
      StrictMath.log(outcome.tokens()),
      outcome.conflicts()
    };
  }

  /** What a model expects of n agents: success, minutes, millions of tokens, conflicts. */
  static double[] expected(Surface surface, double[] features, int n) {
    double[] expected = new double[Measure.values().length];
    surface.expect(features, n, new double[Model.SCRATCH], expected);
    return expected;
  }

  /** The reward of what is expected, in [0,1]. */
  double reward(double[] expected, LatentTask task, int n) {
    return weights().reward(expected, n, task.value(), (double) task.free() / ARMS);
  }

  /** The reward that a model expects of each n, at index n-1. */
  double[] rewards(Surface surface, LatentTask task, double[] features) {
    double[] rewards = new double[ARMS];
    for (int n = 1; n <= ARMS; n++) {
      rewards[n - 1] = reward(expected(surface, features, n), task, n);
    }
    return rewards;
  }

  /** The n of the highest reward that a model expects among the free agents. */
  int best(Surface surface, LatentTask task) {
    double[] rewards = rewards(surface, task, features(task));
    int best = 1;
    for (int n = 2; n <= task.free(); n++) {
      best = rewards[n - 1] > rewards[best - 1] ? n : best;
    }
    return best;
  }

  /** Which share of the gap between the best constant and the oracle a model closes. */
  double closedGap(Surface surface, Oracle oracle) {
    return oracle.score(task -> best(surface, task.task())).closedGap();
  }

  /** A model that saw every n of every task. */
  Surface informed(long seed, int tasks) {
    var learner = new Learner(1);
    var arrivals = new Arrivals(lab.parameters(), seed);
    for (int i = 0; i < tasks; i++) {
      LatentTask task = arrivals.task(i);
      double[] features = features(task);
      for (Outcome outcome : lab.outcomes(task, 0)) {
        learner.learn(features, outcome.n(), measured(outcome));
      }
    }
    return learner.fitTogether();
  }

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
