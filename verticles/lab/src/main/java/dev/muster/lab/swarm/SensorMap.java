package dev.muster.lab.swarm;

import dev.muster.contract.CoordinationClass;
import dev.muster.contract.FeatureName;
import java.util.List;

/** What a policy sees of a task: the ten features in their order, NaN where one is unknown. */
public enum SensorMap {
  USUAL(1, false),
  NOISY(2, false),
  /** Two of them are unknown, at random. */
  GAPS(1, true);

  private static final List<FeatureName> NAMES = List.of(FeatureName.values());
  private static final int OWN = NAMES.indexOf(FeatureName.NEURAL_PATTERN_CONFIDENCE);

  private final double noise;
  private final boolean gaps;

  SensorMap(double noise, boolean gaps) {
    this.noise = noise;
    this.gaps = gaps;
  }

  /**
   * The features of a task, each in [0,1] or NaN. {@link FeatureName#NEURAL_PATTERN_CONFIDENCE} is
   * the policy's own and always NaN here.
   */
  public double[] read(Parameters parameters, LatentTask task) {
    double[] seen = new double[NAMES.size()];
    Stream stream = task.stream().at(Quantity.SENSOR);
    for (int i = 0; i < seen.length; i++) {
      double clean = clean(task, NAMES.get(i));
      double off = noise * deviation(parameters, NAMES.get(i)) * stream.at(i).normal();
      seen[i] = Math.clamp(clean + off, 0, 1);
    }
    seen[OWN] = Double.NaN;
    if (gaps) {
      Stream missing = task.stream().at(Quantity.MISSING);
      int others = seen.length - 1;
      int first = (int) (missing.at(0).uniform() * others);
      int second = (first + 1 + (int) (missing.at(1).uniform() * (others - 1))) % others;
      seen[first < OWN ? first : first + 1] = Double.NaN;
      seen[second < OWN ? second : second + 1] = Double.NaN;
    }
    return seen;
  }

  private static double clean(LatentTask task, FeatureName name) {
    return switch (name) {
      case TASK_COMPLEXITY -> StrictMath.log(task.minutes() / 3) / StrictMath.log(60);
      case AGENT_COUNT -> (double) task.free() / CoordinationClass.AGENTS_MAX;
      case MEMORY_USAGE_PERCENT, CPU_UTILIZATION -> task.load();
      case CACHE_HIT_RATIO, SEMANTIC_CACHE_EFFICIENCY -> task.reuse();
      case HISTORICAL_SUCCESS_RATE -> task.success();
      case CROSS_AGENT_COMMUNICATION -> (1 - task.parallel() + task.tool()) / 2;
      case NEURAL_PATTERN_CONFIDENCE -> Double.NaN;
      case RESOURCE_CONTENTION_SCORE -> task.pairConflict();
    };
  }

  private static double deviation(Parameters parameters, FeatureName name) {
    return switch (name) {
      case TASK_COMPLEXITY -> parameters.of(Parameter.NOISE_COMPLEXITY);
      case AGENT_COUNT, NEURAL_PATTERN_CONFIDENCE -> 0;
      case MEMORY_USAGE_PERCENT -> parameters.of(Parameter.NOISE_MEMORY);
      case CPU_UTILIZATION -> parameters.of(Parameter.NOISE_CPU);
      case CACHE_HIT_RATIO -> parameters.of(Parameter.NOISE_CACHE);
      case HISTORICAL_SUCCESS_RATE -> parameters.of(Parameter.NOISE_HISTORY);
      case CROSS_AGENT_COMMUNICATION -> parameters.of(Parameter.NOISE_COMMUNICATION);
      case SEMANTIC_CACHE_EFFICIENCY -> parameters.of(Parameter.NOISE_SEMANTIC);
      case RESOURCE_CONTENTION_SCORE -> parameters.of(Parameter.NOISE_CONTENTION);
    };
  }
}
