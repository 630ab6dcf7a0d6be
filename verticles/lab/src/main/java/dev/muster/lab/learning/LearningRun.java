package dev.muster.lab.learning;

import dev.muster.contract.CoordinationClass;
import dev.muster.lab.swarm.Arrivals;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.lab.swarm.Oracle;
import dev.muster.lab.swarm.Parameter;
import dev.muster.lab.swarm.Score;
import dev.muster.lab.swarm.SensorMap;
import dev.muster.model.Weights;
import dev.muster.prediction.SquareCb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** One policy that learns task by task in a lab, held against the oracle now and then. */
final class LearningRun {
  private static final int FIRST_FIT = 25;
  private static final int FIT_EACH = 50;
  private static final int OFTEN_UNTIL = 1_000;
  private static final int LATER_EACH = 250;
  private static final int ARMS = CoordinationClass.AGENTS_MAX;

  private final Lab lab;
  private final SensorMap map;

  LearningRun(Lab lab, SensorMap map) {
    this.lab = lab;
    this.map = map;
  }

  Weights weights() {
    var p = lab.parameters();
    return new Weights(
        p.of(Parameter.COST_MINUTE),
        p.of(Parameter.COST_TOKENS),
        p.of(Parameter.COST_CONFLICT),
        p.of(Parameter.COST_AGENT),
        p.of(Parameter.COST_AGENT_SCARCE));
  }

  Score score(Oracle oracle, Learner learner) {
    return oracle.score(t -> learner.best(t.task(), map.read(lab.parameters(), t.task())));
  }

  /** A learner that saw every n of every task. */
  Learner informed(long seed, int tasks) {
    var learner = new Learner(weights(), true);
    var arrivals = new Arrivals(lab.parameters(), seed);
    for (int i = 0; i < tasks; i++) {
      LatentTask task = arrivals.task(i);
      double[] features = map.read(lab.parameters(), task);
      for (int n = 1; n <= ARMS; n++) {
        learner.learn(features, lab.happened(task, n));
      }
    }
    learner.fitTogether();
    return learner;
  }

  /**
   * The scores after so many tasks, ascending. Choices are those of SquareCB over the free agents;
   * the first ones are random, because nothing is known.
   */
  List<Score> run(Learner learner, Oracle oracle, long seed, List<Integer> marks) {
    var arrivals = new Arrivals(lab.parameters(), seed);
    var random = new Random(seed);
    var scores = new ArrayList<Score>();
    double[] likely = new double[ARMS];
    int last = marks.getLast();
    for (int i = 1; i <= last; i++) {
      LatentTask task = arrivals.task(i);
      double[] features = map.read(lab.parameters(), task);
      int n;
      if (i <= FIRST_FIT) {
        n = 1 + random.nextInt(task.free());
      } else {
        boolean[] allowed = new boolean[ARMS];
        Arrays.fill(allowed, 0, task.free(), true);
        SquareCb.fill(learner.rewards(task, features), allowed, i, likely);
        n = drawn(likely, random.nextDouble());
      }
      learner.learn(features, lab.happened(task, n));
      if (i == FIRST_FIT || i % (i < OFTEN_UNTIL ? FIT_EACH : LATER_EACH) == 0) {
        learner.fit();
      }
      if (marks.contains(i)) {
        scores.add(score(oracle, learner));
      }
    }
    return scores;
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
