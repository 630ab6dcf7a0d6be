package dev.muster.lab.swarm;

import dev.muster.contract.CoordinationClass;

/** The tasks of a seed: number {@code i} is the same whatever became of those before it. */
public final class Arrivals {
  /** Work that usually takes longer is worth more. */
  private static final double MINUTES_OF_VALUE_1 = 12;

  private final Parameters parameters;
  private final Stream stream;

  public Arrivals(Parameters parameters, long seed) {
    this.parameters = parameters;
    this.stream = new Stream(seed).at(Quantity.TASK);
  }

  public LatentTask task(long number) {
    Stream own = stream.at(number);
    TaskType type = type(own.at(Quantity.TYPE).uniform());
    double minutes =
        type.minutes(parameters)
            * own.at(Quantity.MINUTES).logNormal(parameters.of(Parameter.MINUTES_SIGMA));
    return new LatentTask(
        own,
        type,
        type.minutes(parameters) / MINUTES_OF_VALUE_1,
        minutes,
        type.parallel(own.at(Quantity.PARALLEL)),
        type.pieces(own.at(Quantity.PIECES)),
        success(minutes, own.at(Quantity.SUCCESS)),
        own.at(Quantity.TOOL).uniform(0, 2 * parameters.of(Parameter.TOOL_MEAN)),
        own.at(Quantity.PAIR_CONFLICT)
            .beta(
                parameters.of(Parameter.PAIR_CONFLICT_ALPHA),
                parameters.of(Parameter.PAIR_CONFLICT_BETA)),
        own.at(Quantity.REUSE).uniform(0, parameters.of(Parameter.REUSE_MAX)),
        Math.min(1, own.at(Quantity.LOAD).beta(2, 3) * parameters.of(Parameter.LOAD_MEAN) / .4),
        free(own.at(Quantity.FREE)));
  }

  private TaskType type(double uniform) {
    double all = 0;
    for (TaskType type : TaskType.values()) {
      all += type.share(parameters);
    }
    double below = 0;
    for (TaskType type : TaskType.values()) {
      below += type.share(parameters) / all;
      if (uniform < below) {
        return type;
      }
    }
    return TaskType.LONG;
  }

  private double success(double minutes, Stream stream) {
    double logit =
        parameters.of(Parameter.SUCCESS_LOGIT)
            - parameters.of(Parameter.SUCCESS_PER_LOG_WORK) * StrictMath.log(minutes / 12)
            - parameters.of(Parameter.SUCCESS_SIGMA) * stream.normal();
    return 1 / (1 + StrictMath.exp(-logit));
  }

  private int free(Stream stream) {
    int all = CoordinationClass.AGENTS_MAX;
    boolean idle = stream.at(1).uniform() < parameters.of(Parameter.FLEET_FREE);
    return idle ? all : 1 + (int) (stream.at(2).uniform() * (all - 1));
  }
}
