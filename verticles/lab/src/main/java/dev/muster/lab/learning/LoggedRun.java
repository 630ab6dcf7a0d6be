package dev.muster.lab.learning;

import dev.muster.contract.CoordinationClass;
import dev.muster.lab.swarm.Arrivals;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.lab.swarm.Outcome;
import dev.muster.lab.swarm.Parameter;
import dev.muster.lab.swarm.SensorMap;
import dev.muster.learning.Learner;
import dev.muster.learning.challenger.Rows;
import dev.muster.model.Model;
import dev.muster.model.Weights;
import dev.muster.prediction.SquareCb;
import java.util.Arrays;
import java.util.Random;

/**
 * What a surface that explores by SquareCB lived through in the lab: what all families learn from.
 */
final class LoggedRun {
  static final int ARMS = CoordinationClass.AGENTS_MAX;
  private static final int FIRST_FIT = 25;
  private static final int FIT_EACH = 50;
  private static final int OFTEN_UNTIL = 1_000;
  private static final int LATER_EACH = 250;

  private final Lab lab;
  private final SensorMap map;

  LoggedRun(Lab lab, SensorMap map) {
    this.lab = lab;
    this.map = map;
  }

  /** The outcomes, and the surface that learned from all of them. */
  record Log(Rows rows, Model surface) {}

  Weights weights() {
    var p = lab.parameters();
    return new Weights(
        p.of(Parameter.COST_MINUTE),
        p.of(Parameter.COST_TOKENS),
        p.of(Parameter.COST_CONFLICT),
        p.of(Parameter.COST_AGENT),
        p.of(Parameter.COST_AGENT_SCARCE));
  }

  Log log(long seed, int tasks) {
    var learner = new Learner(1);
    var rows = new Rows();
    var arrivals = new Arrivals(lab.parameters(), seed);
    var random = new Random(seed);
    Model surface = learner.fit();
    double[] likely = new double[ARMS];
    for (int i = 1; i <= tasks; i++) {
      LatentTask task = arrivals.task(i);
      double[] features = map.read(lab.parameters(), task);
      int n = 1 + random.nextInt(task.free());
      if (i > FIRST_FIT) {
        boolean[] allowed = new boolean[ARMS];
        Arrays.fill(allowed, 0, task.free(), true);
        SquareCb.fill(rewards(surface, weights(), task, features), allowed, i, likely);
        n = drawn(likely, random.nextDouble());
      }
      double[] measured = measured(lab.happened(task, n));
      learner.learn(features, n, measured);
      rows.add(features, n, measured);
      if (i == FIRST_FIT || i % (i < OFTEN_UNTIL ? FIT_EACH : LATER_EACH) == 0) {
        surface = learner.fit();
      }
    }
    return new Log(rows, learner.fit());
  }

  /** An outcome in the order and the units of the measures. */
  static double[] measured(Outcome outcome) {
    return new double[] {
      outcome.success() ? 1 : 0,
      StrictMath.log(outcome.minutes()),
      StrictMath.log(outcome.tokens()),
      outcome.conflicts()
    };
  }

  /** What a model expects each n to be worth, at index n-1. */
  static double[] rewards(Model model, Weights weights, LatentTask task, double[] features) {
    double[] expected = new double[4 * ARMS];
    model.expectAll(features, new double[Model.SCRATCH], expected);
    double[] rewards = new double[ARMS];
    for (int n = 1; n <= ARMS; n++) {
      double[] own = Arrays.copyOfRange(expected, 4 * (n - 1), 4 * n);
      rewards[n - 1] = weights.reward(own, n, task.value(), task.free() / (double) ARMS);
    }
    return rewards;
  }

  /** The n that a model thinks best among the free agents. */
  int best(Model model, LatentTask task) {
    double[] rewards = rewards(model, weights(), task, map.read(lab.parameters(), task));
    int best = 1;
    for (int n = 2; n <= task.free(); n++) {
      best = rewards[n - 1] > rewards[best - 1] ? n : best;
    }
    return best;
  }

  private static int drawn(double[] likely, double uniform) {
    double below = 0;
    for (int i = 0; i < likely.length; i++) {
      below += likely[i];
      if (uniform < below) {
        return i + 1;
      }
    }
    return 1;
  }
}
