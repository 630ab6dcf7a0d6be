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
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

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
        Foreseen foreseen = foreseen(List.of(champion, challenger), task, List.of(old, young));
        canary.see(disagreement(task, outcome, challenges, foreseen));
      }
      if (canary.verdict() != Canary.Verdict.OPEN) {
        return new Result(canary.verdict(), i, canary.disagreements());
      }
    }
    return new Result(canary.verdict(), TASKS_MOST, canary.disagreements());
  }

  private Canary.Disagreement disagreement(
      LatentTask task, Outcome outcome, boolean challenges, Foreseen foreseen) {
    return new Canary.Disagreement(
        challenges,
        new Reward(lab.parameters()).of(task, outcome),
        foreseen.reward,
        !outcome.success(),
        foreseen.failure,
        StrictMath.log(outcome.minutes()) - foreseen.logMinutes,
        StrictMath.log(outcome.tokens()) - foreseen.logTokens);
  }

  /** What models say of a task, as the mean of all of them and of both n: as the host's trials. */
  private Foreseen foreseen(List<Model> models, LatentTask task, List<Integer> both) {
    List<Foreseen> all =
        models.stream().flatMap(model -> both.stream().map(n -> foreseen(model, task, n))).toList();
    return new Foreseen(
        mean(all, Foreseen::reward),
        mean(all, Foreseen::failure),
        mean(all, Foreseen::logMinutes),
        mean(all, Foreseen::logTokens));
  }

  private static double mean(List<Foreseen> all, ToDoubleFunction<Foreseen> part) {
    return all.stream().mapToDouble(part).average().orElseThrow();
  }

  /** What is expected of a task. */
  private record Foreseen(double reward, double failure, double logMinutes, double logTokens) {}

  private Foreseen foreseen(Model model, LatentTask task, int n) {
    double[] features = map.read(lab.parameters(), task);
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
