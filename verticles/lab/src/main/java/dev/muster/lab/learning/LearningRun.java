package dev.muster.lab.learning;

import dev.muster.lab.swarm.Arrivals;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.lab.swarm.Oracle;
import dev.muster.lab.swarm.Reward;
import dev.muster.lab.swarm.Score;
import dev.muster.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/** Policies that live task by task in a lab, held against the oracle now and then. */
final class LearningRun {
  static final int FIRST_FIT = 25;

  private static final int FIT_EACH = 50;
  private static final int OFTEN_UNTIL = 1_000;
  private static final int LATER_EACH = 250;

  private final World world;
  private final Lab lab;
  private final Reward reward;

  LearningRun(World world) {
    this.world = world;
    this.lab = world.lab();
    this.reward = new Reward(lab.parameters());
  }

  /**
   * How a policy stands after so many tasks.
   *
   * @param score of what it thinks best
   * @param earned the mean reward of what it played so far
   */
  record Mark(Score score, double earned) {}

  Score score(Oracle oracle, Policy policy) {
    return oracle.score(t -> policy.best(t.task(), world.features(t.task())));
  }

  /** How it stands after so many tasks, ascending; it fits as often as the host does. */
  List<Mark> run(Policy policy, Oracle oracle, long seed, List<Integer> marks) {
    var arrivals = new Arrivals(lab.parameters(), seed);
    var random = new Random(seed);
    var found = new ArrayList<Mark>();
    double earned = 0;
    for (int i = 1; i <= marks.getLast(); i++) {
      LatentTask task = arrivals.task(i);
      double[] features = world.features(task);
      var outcome = lab.happened(task, policy.choice(task, features, random));
      earned += reward.of(task, outcome);
      policy.learn(features, outcome);
      if (marks.contains(i) || (fits(i) && policy.chooses())) {
        policy.fit();
      }
      if (marks.contains(i)) {
        found.add(new Mark(score(oracle, policy), earned / i));
      }
    }
    return found;
  }

  /** Whether it is time to fit after so many outcomes. */
  static boolean fits(int outcomes) {
    return outcomes == FIRST_FIT
        || outcomes % (outcomes < OFTEN_UNTIL ? FIT_EACH : LATER_EACH) == 0;
  }

  /** What a constant n, or the free agents where they are fewer, earns on the same tasks. */
  List<Double> earned(int n, long seed, List<Integer> marks) {
    return earned(task -> Math.min(n, task.free()), seed, marks);
  }

  /** What whoever does what a model thinks best earns on the same tasks. */
  List<Double> earned(Model model, long seed, List<Integer> marks) {
    return earned(task -> world.best(model, task), seed, marks);
  }

  private List<Double> earned(ToIntFunction<LatentTask> chooser, long seed, List<Integer> marks) {
    var arrivals = new Arrivals(lab.parameters(), seed);
    var found = new ArrayList<Double>();
    double earned = 0;
    for (int i = 1; i <= marks.getLast(); i++) {
      LatentTask task = arrivals.task(i);
      int n = chooser.applyAsInt(task);
      earned += reward.of(task, lab.happened(task, n));
      if (marks.contains(i)) {
        found.add(earned / i);
      }
    }
    return found;
  }
}
