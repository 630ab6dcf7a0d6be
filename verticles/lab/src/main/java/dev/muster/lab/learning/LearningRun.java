package dev.muster.lab.learning;

import dev.muster.contract.CoordinationClass;
import dev.muster.lab.swarm.Arrivals;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.lab.swarm.Oracle;
import dev.muster.lab.swarm.Parameter;
import dev.muster.lab.swarm.Reward;
import dev.muster.lab.swarm.Score;
import dev.muster.lab.swarm.SensorMap;
import dev.muster.learning.Prior;
import dev.muster.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Policies that live task by task in a lab, held against the oracle now and then. */
final class LearningRun {
  private static final int FIRST_FIT = 25;
  private static final int FIT_EACH = 50;
  private static final int OFTEN_UNTIL = 1_000;
  private static final int LATER_EACH = 250;
  private static final int ARMS = CoordinationClass.AGENTS_MAX;
  private static final double KEEP_ALL = 1;
  private static final long INFORMED_SEED = 2_000_000;

  private final Lab lab;
  private final SensorMap map;
  private final Reward reward;

  LearningRun(Lab lab, SensorMap map) {
    this.lab = lab;
    this.map = map;
    this.reward = new Reward(lab.parameters());
  }

  /**
   * How a policy stands after so many tasks.
   *
   * @param score of what it thinks best
   * @param earned the mean reward of what it played so far
   */
  record Mark(Score score, double earned) {}

  /** What an n is chosen by. */
  @FunctionalInterface
  private interface Chooser {
    int choose(LatentTask task, double[] features);
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

  Score score(Oracle oracle, Policy policy) {
    return oracle.score(t -> policy.best(t.task(), map.read(lab.parameters(), t.task())));
  }

  /** A policy that saw every n of so many tasks: the ceiling of what features allow. */
  Policy informed(int tasks) {
    var kind = new Policy.Kind(true, KEEP_ALL, Prior.none(), Policy.Exploration.GREEDY);
    var policy = new Policy(weights(), kind);
    var arrivals = new Arrivals(lab.parameters(), INFORMED_SEED);
    for (int i = 0; i < tasks; i++) {
      LatentTask task = arrivals.task(i);
      double[] features = map.read(lab.parameters(), task);
      for (int n = 1; n <= ARMS; n++) {
        policy.learn(features, lab.happened(task, n));
      }
    }
    policy.fitTogether();
    return policy;
  }

  /** How it stands after so many tasks, ascending; it fits as often as the host does. */
  List<Mark> run(Policy policy, Oracle oracle, long seed, List<Integer> marks) {
    var arrivals = new Arrivals(lab.parameters(), seed);
    var random = new Random(seed);
    var found = new ArrayList<Mark>();
    double earned = 0;
    for (int i = 1; i <= marks.getLast(); i++) {
      LatentTask task = arrivals.task(i);
      double[] features = map.read(lab.parameters(), task);
      var outcome = lab.happened(task, policy.choice(task, features, random));
      earned += reward.of(task, outcome);
      policy.learn(features, outcome);
      boolean due = i == FIRST_FIT || i % (i < OFTEN_UNTIL ? FIT_EACH : LATER_EACH) == 0;
      if (marks.contains(i) || (due && policy.chooses())) {
        policy.fit();
      }
      if (marks.contains(i)) {
        found.add(new Mark(score(oracle, policy), earned / i));
      }
    }
    return found;
  }

  /** What a constant n, or the free agents where they are fewer, earns on the same tasks. */
  List<Double> earned(int n, long seed, List<Integer> marks) {
    return earned((task, features) -> Math.min(n, task.free()), seed, marks);
  }

  /** What a policy that learns no more earns on the same tasks. */
  List<Double> earned(Policy policy, long seed, List<Integer> marks) {
    return earned(policy::best, seed, marks);
  }

  private List<Double> earned(Chooser chooser, long seed, List<Integer> marks) {
    var arrivals = new Arrivals(lab.parameters(), seed);
    var found = new ArrayList<Double>();
    double earned = 0;
    for (int i = 1; i <= marks.getLast(); i++) {
      LatentTask task = arrivals.task(i);
      int n = chooser.choose(task, map.read(lab.parameters(), task));
      earned += reward.of(task, lab.happened(task, n));
      if (marks.contains(i)) {
        found.add(earned / i);
      }
    }
    return found;
  }
}
