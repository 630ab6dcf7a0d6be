package dev.muster.lab.swarm;

import dev.muster.contract.CoordinationClass;
import java.util.Arrays;

/**
 * One way in which a task can go: all that is drawn, before it is known how many agents work on it.
 * All n meet the same draws, so what differs between them is n.
 */
final class Replication {
  private static final int AGENTS = CoordinationClass.AGENTS_MAX;

  private final LatentTask task;
  private final double before;
  private final double after;
  private final double[] pieces;
  private final double[] skills;
  private final double[] conflicts;
  private final double outcome;
  private final double failureTokens;
  private final double memoryPerAgent;

  Replication(Parameters parameters, LatentTask task, long number) {
    this.task = task;
    Stream stream = task.stream().at(Quantity.REPLICATION).at(number);
    double sigma = parameters.of(Parameter.STEP_SIGMA);
    double serial = task.minutes() * (1 - task.parallel()) / 2;
    Stream steps = stream.at(Quantity.STEP);
    before = serial * steps.at(0).logNormal(sigma);
    after = serial * steps.at(1).logNormal(sigma);
    double piece = task.minutes() * task.parallel() / task.pieces();
    pieces = new double[task.pieces()];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = -piece * steps.at(2 + i).logNormal(sigma);
    }
    Arrays.sort(pieces);
    Arrays.setAll(pieces, i -> -pieces[i]);
    skills = skills(parameters, stream.at(Quantity.SKILL));
    conflicts = new double[AGENTS * AGENTS];
    for (int i = 0; i < conflicts.length; i++) {
      conflicts[i] = stream.at(Quantity.CONFLICT).at(i).uniform();
    }
    outcome = stream.at(Quantity.OUTCOME).uniform();
    failureTokens =
        stream
            .at(Quantity.FAILURE)
            .uniform(
                parameters.of(Parameter.FAILURE_TOKENS_MIN),
                parameters.of(Parameter.FAILURE_TOKENS_MAX));
    memoryPerAgent =
        stream
            .at(Quantity.MEMORY)
            .uniform(parameters.of(Parameter.MEMORY_MIN), parameters.of(Parameter.MEMORY_MAX));
  }

  /** The fastest agent leads, whoever comes next is the next fastest. */
  private static double[] skills(Parameters parameters, Stream stream) {
    double[] skills = new double[AGENTS];
    for (int i = 0; i < AGENTS; i++) {
      skills[i] = -stream.at(i).logNormal(parameters.of(Parameter.SKILL_SIGMA));
    }
    Arrays.sort(skills);
    for (int i = 0; i < AGENTS; i++) {
      skills[i] = -skills[i];
    }
    return skills;
  }

  LatentTask task() {
    return task;
  }

  /**
   * Minutes of {@code n} agents that cost each other nothing: the largest piece goes to whom ends
   * it first.
   */
  double alone(int n) {
    double[] free = new double[n];
    for (double piece : pieces) {
      int next = 0;
      for (int i = 1; i < n; i++) {
        if (free[i] + piece / skills[i] < free[next] + piece / skills[next]) {
          next = i;
        }
      }
      free[next] += piece / skills[next];
    }
    return (before + after) / skills[0] + Arrays.stream(free).max().orElseThrow();
  }

  /** How many pairs of those who have a piece conflict; a larger n has all pairs of a smaller. */
  int conflicts(int n, double likely) {
    int working = Math.min(n, pieces.length);
    int count = 0;
    for (int i = 1; i < working; i++) {
      for (int j = 0; j < i; j++) {
        count += conflicts[i * AGENTS + j] < likely ? 1 : 0;
      }
    }
    return count;
  }

  /** Uniform in [0, 1), the same for all n. */
  double conflictDraw() {
    return conflicts[0];
  }

  boolean succeeds(double likely) {
    return outcome < likely;
  }

  /** By how much a failure takes more tokens. */
  double failureTokens() {
    return failureTokens;
  }

  /** GB. */
  double memoryPerAgent() {
    return memoryPerAgent;
  }
}
