package dev.muster.lab.gate;

import dev.muster.lab.learning.World;
import dev.muster.lab.swarm.Arrivals;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.lab.swarm.Outcome;
import dev.muster.lab.swarm.Reward;
import dev.muster.learning.Learner;
import dev.muster.model.Surface;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Tasks of a lab whose outcomes are all known, beside what a model expects that learned from 1,000
 * other tasks. Whoever draws a task and then one of its replications draws from a world in which
 * the means are exactly those that {@link Choice} says.
 */
record TaskPool(List<List<Choice>> tasks) {
  static final int REPLICATIONS = 64;
  private static final int LEARNED = 1_000;
  private static final long LEARNED_SEED = 3_000_000;
  private static final long POOL_SEED = 4_000_000;

  static TaskPool of(World world, int tasks) {
    Surface surface = learned(world);
    var arrivals = new Arrivals(world.lab().parameters(), POOL_SEED);
    return new TaskPool(
        IntStream.range(0, tasks)
            .parallel()
            .mapToObj(i -> choices(world, surface, arrivals.task(i)))
            .toList());
  }

  private static Surface learned(World world) {
    var learner = new Learner(1);
    var arrivals = new Arrivals(world.lab().parameters(), LEARNED_SEED);
    var random = new Random(LEARNED_SEED);
    for (int i = 0; i < LEARNED; i++) {
      LatentTask task = arrivals.task(i);
      Outcome outcome = world.lab().happened(task, 1 + random.nextInt(task.free()));
      learner.learn(world.features(task), outcome.n(), World.measured(outcome));
    }
    return learner.fit();
  }

  /** One for each n that can be had. */
  private static List<Choice> choices(World world, Surface surface, LatentTask task) {
    double[] features = world.features(task);
    List<Choice> choices =
        IntStream.rangeClosed(1, task.free())
            .mapToObj(n -> new Choice(n, REPLICATIONS, expected(world, surface, task, features, n)))
            .toList();
    var reward = new Reward(world.lab().parameters());
    for (int i = 0; i < REPLICATIONS; i++) {
      List<Outcome> outcomes = world.lab().outcomes(task, i);
      choices.forEach(choice -> {
        Outcome outcome = outcomes.get(choice.n - 1);
        choice.add(outcome, reward.of(task, outcome));
      });
    }
    return choices;
  }

  private static double[] expected(
      World world, Surface surface, LatentTask task, double[] features, int n) {
    double[] measures = World.expected(surface, features, n);
    return new double[] {
      world.reward(surface, task, features, n), 1 - measures[0], measures[1], measures[2]
    };
  }
}
