package dev.muster.lab.swarm;

/**
 * The lab's own equations: a list schedule of the pieces, the coordination terms of the universal
 * scalability law, and the team effects of the published rows of {@link Parameter}.
 */
final class UsualMechanics implements Mechanics {
  private static final double LOG_2 = StrictMath.log(2);

  private final Parameters parameters;

  UsualMechanics(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public Outcome run(Replication replication, int n) {
    LatentTask task = replication.task();
    int conflicts = replication.conflicts(n, pairConflict(task));
    double minutes =
        replication.alone(n)
            * (1 + of(Parameter.SLOWDOWN) * task.load())
            * (1 + coordination(task, n))
            * (1 + of(Parameter.CONFLICT_TIME) * conflicts);
    boolean success = replication.succeeds(success(task, n, conflicts));
    double tokens =
        of(Parameter.TOKENS_PER_MINUTE)
            * task.minutes()
            * (1 - task.reuse())
            * (1 + overhead(n) * (1 - of(Parameter.OVERHEAD_SAVED) * task.parallel()))
            * (success ? 1 : replication.failureTokens());
    double memory = n * replication.memoryPerAgent() * minutes;
    return new Outcome(n, success, minutes, tokens, conflicts, memory);
  }

  /** Two agents conflict more when they work at the same time for longer. */
  private double pairConflict(LatentTask task) {
    return of(Parameter.ISOLATION) * task.pairConflict() * (.5 + .5 * task.parallel());
  }

  /** What agents that have a piece spend on each other, as a share of their time. */
  private double coordination(LatentTask task, int n) {
    int working = Math.min(n, task.pieces());
    return of(Parameter.PEER_COST) * (working - 1)
        + of(Parameter.PAIR_COST) * (1 + 2 * task.tool()) * working * (working - 1);
  }

  private double success(LatentTask task, int n, int conflicts) {
    double doublings = StrictMath.log(n) / LOG_2;
    double divides = task.parallel();
    double effect =
        of(Parameter.TEAM_GAIN) * divides * divides * (1 - task.success())
            - of(Parameter.TEAM_SATURATION)
                * Math.max(0, task.success() - of(Parameter.TEAM_SATURATION_FROM))
            - of(Parameter.TEAM_COORDINATION) * (1 - divides) * (.6 + task.tool());
    return task.success() + doublings * effect - of(Parameter.CONFLICT_SUCCESS) * conflicts;
  }

  /** More tokens than one agent by this share, where no work divides. */
  private double overhead(int n) {
    double two = of(Parameter.OVERHEAD_2);
    double three = of(Parameter.OVERHEAD_3);
    double five = of(Parameter.OVERHEAD_5);
    double seven = of(Parameter.OVERHEAD_7);
    return switch (n) {
      case 1 -> 0;
      case 2 -> two;
      case 3 -> three;
      case 4 -> (three + five) / 2;
      case 5 -> five;
      case 6 -> (five + seven) / 2;
      case 7 -> seven;
      default -> seven + (seven - five) / 2;
    };
  }

  private double of(Parameter parameter) {
    return parameters.of(parameter);
  }
}
