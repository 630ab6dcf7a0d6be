package dev.muster.lab.learning;

import dev.muster.lab.swarm.Arrivals;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.lab.swarm.Outcome;
import dev.muster.lab.swarm.Reward;
import dev.muster.learning.Canary;
import dev.muster.learning.challenger.Family;
import dev.muster.model.Model;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;

/**
 * A challenger that Smile fitted from many outcomes at the gate of a surface that learned from few
 * of them, on tasks that come after all of those.
 */
final class Promotion {
  private static final int TASKS_MOST = 20_000;

  private final World world;
  private final LoggedRun run;

  Promotion(World world) {
    this.world = world;
    this.run = new LoggedRun(world);
  }

  /**
   * What the gate said.
   *
   * @param tasks that came until then
   * @param disagreements of them on which the two did not choose the same
   */
  record Result(Canary.Verdict verdict, int tasks, int disagreements) {}

  /**
   * A family that learned from {@code many} outcomes against a surface of the first {@code few}.
   */
  Result of(Family family, int few, int many, long seed, Workshop workshop) {
    Model champion = run.log(seed, few).surface();
    Model challenger = workshop.fitted(family, run.log(seed, many).rows(), seed);
    return gate(champion, challenger, seed, many);
  }

  /** The gate, on the tasks of a seed from {@code first} on. */
  Result gate(Model champion, Model challenger, long seed, int first) {
    var arrivals = new Arrivals(world.lab().parameters(), seed);
    var coin = new Random(seed);
    var canary = new Canary(1);
    for (int i = 1; i <= TASKS_MOST; i++) {
      LatentTask task = arrivals.task(first + i);
      int old = world.best(champion, task);
      int young = world.best(challenger, task);
      if (old != young) {
        boolean challenges = coin.nextBoolean();
        canary.see(
            disagreement(List.of(champion, challenger), task, List.of(old, young), challenges));
      }
      if (canary.verdict() != Canary.Verdict.OPEN) {
        return new Result(canary.verdict(), i, canary.disagreements());
      }
    }
    return new Result(canary.verdict(), TASKS_MOST, canary.disagreements());
  }

  /** What was expected is the mean of both models and of both n, whichever the coin plays. */
  private Canary.Disagreement disagreement(
      List<Model> models, LatentTask task, List<Integer> both, boolean challenges) {
    double[] features = world.features(task);
    Outcome outcome = world.lab().happened(task, both.get(challenges ? 1 : 0));
    double[] measured = World.measured(outcome);
    return new Canary.Disagreement(
        challenges,
        new Reward(world.lab().parameters()).of(task, outcome),
        mean(models, both, (model, n) -> world.reward(model, task, features, n)),
        !outcome.success(),
        1 - mean(models, both, (model, n) -> World.expected(model, features, n)[0]),
        measured[1] - mean(models, both, (model, n) -> World.expected(model, features, n)[1]),
        measured[2] - mean(models, both, (model, n) -> World.expected(model, features, n)[2]));
  }

  private static double mean(
      List<Model> models, List<Integer> both, ToDoubleBiFunction<Model, Integer> expected) {
    return models.stream()
        .flatMapToDouble(model -> both.stream().mapToDouble(n -> expected.applyAsDouble(model, n)))
        .average()
        .orElseThrow();
  }
}
