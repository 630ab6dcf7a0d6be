package dev.muster.lab.gate;

import dev.muster.lab.SplitMix;
import dev.muster.learning.OffPolicy.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Decisions of a policy that tries every n in a lab, and what another one is truly worth there. The
 * host tries only the best n and its neighbours: of policies that go further its logs say nothing.
 */
final class LabLog {
  /** How much less likely n is played that is expected to be worse; SquareCB's of 1,000 tasks. */
  private static final double GAMMA = 316;

  private static final double WRONG_PER_AGENT = .03;

  private final TaskPool pool;
  private final Target target;
  private final List<double[]> plays;

  LabLog(TaskPool pool, Target target) {
    this.pool = pool;
    this.target = target;
    this.plays = pool.tasks().stream().map(target::plays).toList();
  }

  /** What the estimators are told wrongly. The model is the true mean where it is not the fault. */
  enum Fault {
    /** Nothing; the model is the fitted one. */
    NONE(""),
    /** A model that adds .03 for each agent. */
    MODEL("_wrong_model"),
    /** Propensities half way to equal ones. */
    PROPENSITIES("_wrong_propensities"),
    BOTH("_both_wrong");

    private final String suffix;

    Fault(String suffix) {
      this.suffix = suffix;
    }

    String suffix() {
      return suffix;
    }
  }

  Target target() {
    return target;
  }

  /** The mean reward of the other policy. */
  double truth() {
    double sum = 0;
    for (int i = 0; i < plays.size(); i++) {
      List<Choice> task = pool.tasks().get(i);
      for (int j = 0; j < task.size(); j++) {
        sum += plays.get(i)[j] * task.get(j).reward();
      }
    }
    return sum / plays.size();
  }

  /** The standard deviation of its rewards. */
  double deviation() {
    double truth = truth();
    double sum = 0;
    for (int i = 0; i < plays.size(); i++) {
      List<Choice> task = pool.tasks().get(i);
      for (int j = 0; j < task.size(); j++) {
        double squares = 0;
        for (float reward : task.get(j).rewards) {
          squares += (reward - truth) * (reward - truth);
        }
        sum += plays.get(i)[j] * squares / TaskPool.REPLICATIONS;
      }
    }
    return Math.sqrt(sum / plays.size());
  }

  List<Decision> decisions(long run, int count, Fault fault) {
    var random = new Random(SplitMix.mixed(run));
    var decisions = new ArrayList<Decision>();
    for (int i = 0; i < count; i++) {
      decisions.add(decision(random, fault));
    }
    return decisions;
  }

  private Decision decision(Random random, Fault fault) {
    int number = random.nextInt(plays.size());
    List<Choice> task = pool.tasks().get(number);
    double[] logged = logged(task);
    double draw = random.nextDouble();
    int played = 0;
    while (played < task.size() - 1 && draw >= logged[played]) {
      draw -= logged[played];
      played++;
    }
    double reward = task.get(played).rewards[random.nextInt(TaskPool.REPLICATIONS)];
    boolean told = fault == Fault.PROPENSITIES || fault == Fault.BOTH;
    double propensity = told ? (logged[played] + 1.0 / task.size()) / 2 : logged[played];
    double valued = 0;
    for (int j = 0; j < task.size(); j++) {
      valued += plays.get(number)[j] * model(task.get(j), fault);
    }
    return new Decision(
        reward, propensity, plays.get(number)[played], model(task.get(played), fault), valued);
  }

  /** Every n now and then, the less the worse it is expected to be (inverse gap weighting). */
  private static double[] logged(List<Choice> task) {
    int arms = task.size();
    double best = task.stream().mapToDouble(choice -> choice.expected[0]).max().orElseThrow();
    double[] likely = new double[arms];
    double sum = 0;
    for (int i = 0; i < arms; i++) {
      likely[i] = 1 / (arms + GAMMA * (best - task.get(i).expected[0]));
      sum += likely[i];
    }
    for (int i = 0; i < arms; i++) {
      likely[i] /= sum;
    }
    return likely;
  }

  private static double model(Choice choice, Fault fault) {
    return switch (fault) {
      case NONE -> choice.expected[0];
      case PROPENSITIES -> choice.reward();
      case MODEL, BOTH -> choice.reward() + WRONG_PER_AGENT * choice.n;
    };
  }
}
