package dev.muster.lab.swarm;

/**
 * Other equations for the same tasks, so that nobody wins by knowing those of {@link
 * UsualMechanics}: powers of n instead of a schedule, odds instead of sums, conflicts as a Poisson
 * count. Nothing was ever tuned on them.
 */
final class OtherMechanics implements Mechanics {
  private final Parameters parameters;

  OtherMechanics(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public Outcome run(Replication replication, int n) {
    LatentTask task = replication.task();
    double more = StrictMath.log(n);
    int conflicts = conflicts(replication, n);
    double luck = replication.alone(1) / task.minutes();
    double divided = StrictMath.pow(n, -.9 * task.parallel());
    double minutes =
        task.minutes()
            * luck
            * divided
            * (1 + .06 * more * (1 + task.tool()))
            / (1 - .4 * task.load())
            * StrictMath.pow(1.08, conflicts);
    boolean success = replication.succeeds(success(task, more, conflicts));
    double tokens =
        parameters.of(Parameter.TOKENS_PER_MINUTE)
            * task.minutes()
            * StrictMath.pow(n, .7 - .5 * task.parallel())
            / (1 + task.reuse())
            * (success ? 1 : replication.failureTokens());
    double memory = n * replication.memoryPerAgent() * minutes;
    return new Outcome(n, success, minutes, tokens, conflicts, memory);
  }

  private static double success(LatentTask task, double more, int conflicts) {
    double odds = task.success() / (1 - task.success());
    double team = .6 * task.parallel() - .45 * (1 - task.parallel()) - .3 * task.success();
    double now = odds * StrictMath.exp(more * team - .15 * conflicts);
    return now / (1 + now);
  }

  /** Poisson by its inverse, from one uniform, so that more agents never conflict less. */
  private int conflicts(Replication replication, int n) {
    double mean =
        parameters.of(Parameter.ISOLATION)
            * replication.task().pairConflict()
            * StrictMath.pow(n - 1, 1.4);
    double term = StrictMath.exp(-mean);
    double below = term;
    int count = 0;
    while (replication.conflictDraw() > below && count < 100) {
      count++;
      term *= mean / count;
      below += term;
    }
    return count;
  }
}
