package dev.muster.lab.learning;

import dev.muster.lab.swarm.Arrivals;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.lab.swarm.Outcome;
import dev.muster.lab.swarm.Reward;
import dev.muster.lab.swarm.SensorMap;
import dev.muster.learning.Canary;
import dev.muster.learning.challenger.Family;
import dev.muster.model.Measure;
import dev.muster.model.Model;
import java.util.Random;

/**
 * A challenger that Smile fitted from many outcomes at the gate of a surface that learned from few
 * of them, on tasks that come after all of those.
 */
public final class Promotion {
  private static final int TASKS_MOST = 20_000;

  private final Lab lab;
  private final SensorMap map;
  private final LoggedRun run;

  public Promotion(Lab lab, SensorMap map) {
    this.lab = lab;
    this.map = map;
    this.run = new LoggedRun(lab, map);
  }

  /**
   * What the gate said.
   *
   * @param tasks that came until then
   * @param disagreements of them on which the two did not choose the same
   */
  public record Result(Canary.Verdict verdict, int tasks, int disagreements) {}

  /**
   * A family that learned from {@code many} outcomes against a surface of the first {@code few}.
   */
  public Result of(Family family, int few, int many, long seed, Workshop workshop) {
    Model champion = run.log(seed, few).surface();
    Model challenger = workshop.fitted(family, run.log(seed, many).rows(), seed);
    return gate(champion, challenger, seed, many);
  }

  /** The gate, on the tasks of a seed from {@code first} on. */
  Result gate(Model champion, Model challenger, long seed, int first) {
    var arrivals = new Arrivals(lab.parameters(), seed);
    var coin = new Random(seed);
    var canary = new Canary(1);
    for (int i = 1; i <= TASKS_MOST; i++) {
      LatentTask task = arrivals.task(first + i);
      int old = run.best(champion, task);
      int young = run.best(challenger, task);
      if (old != young) {
        boolean challenges = coin.nextBoolean();
        Outcome outcome = lab.happened(task, challenges ? young : old);
        canary.see(disagreement(champion, challenger, task, outcome, challenges));
      }
      if (canary.verdict() != Canary.Verdict.OPEN) {
        return new Result(canary.verdict(), i, canary.disagreements());
      }
    }
    return new Result(canary.verdict(), TASKS_MOST, canary.disagreements());
  }

  private Canary.Disagreement disagreement(
      Model champion, Model challenger, LatentTask task, Outcome outcome, boolean challenges) {
    double[] features = map.read(lab.parameters(), task);
    Foreseen old = foreseen(champion, task, features, outcome.n());
    Foreseen young = foreseen(challenger, task, features, outcome.n());
    return new Canary.Disagreement(
        challenges,
        new Reward(lab.parameters()).of(task, outcome),
        (old.reward + young.reward) / 2,
        !outcome.success(),
        (old.failure + young.failure) / 2,
        StrictMath.log(outcome.minutes()) - (old.logMinutes + young.logMinutes) / 2,
        StrictMath.log(outcome.tokens()) - (old.logTokens + young.logTokens) / 2);
  }

  /** What a model says of a task with the n that was played. */
  private record Foreseen(double reward, double failure, double logMinutes, double logTokens) {}

  private Foreseen foreseen(Model model, LatentTask task, double[] features, int n) {
    double[] expected = new double[Measure.values().length];
    model.expect(features, n, new double[Model.SCRATCH], expected);
    double free = task.free() / (double) LoggedRun.ARMS;
    return new Foreseen(
        run.weights().reward(expected, n, task.value(), free),
        1 - expected[0],
        StrictMath.log(expected[1]) - model.variance(Measure.LOG_MINUTES) / 2,
        StrictMath.log(expected[2]) - model.variance(Measure.LOG_TOKENS) / 2);
  }
}
