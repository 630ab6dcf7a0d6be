package dev.muster.host;

import dev.muster.model.Weights;
import dev.muster.prediction.ModelPolicy;
import org.jspecify.annotations.Nullable;

/** Section {@code prediction}: what costs are worth, in values of a task, and what may be tried. */
record PredictionSettings(
    Double costMinute,
    Double costTokens,
    Double costConflict,
    Double costAgentMinute,
    Double costAgentMinuteScarce,
    Integer utilityVersion,
    Integer explorationsPerDay) {
  private static final double COST_MAX = 100;

  PredictionSettings {
    costMinute = cost("cost_minute", costMinute, .037);
    costTokens = cost("cost_tokens", costTokens, .05);
    costConflict = cost("cost_conflict", costConflict, .04);
    costAgentMinute = cost("cost_agent_minute", costAgentMinute, .0004);
    costAgentMinuteScarce = cost("cost_agent_minute_scarce", costAgentMinuteScarce, .003);
    utilityVersion =
        Config.within("prediction.utility_version", utilityVersion, 2, 2, Integer.MAX_VALUE - 1);
    explorationsPerDay =
        Config.within("prediction.explorations_per_day", explorationsPerDay, 200, 0, 1_000_000);
  }

  ModelPolicy.Settings settings() {
    return new ModelPolicy.Settings(weights(), utilityVersion, explorationsPerDay);
  }

  Weights weights() {
    return new Weights(
        costMinute, costTokens, costConflict, costAgentMinute, costAgentMinuteScarce);
  }

  private static Double cost(String key, @Nullable Double value, double otherwise) {
    double found = value == null ? otherwise : value;
    if (!(found >= 0 && found <= COST_MAX)) {
      throw new IllegalArgumentException(
          "prediction." + key + " must be in 0.." + (int) COST_MAX + ", was " + found);
    }
    return found;
  }
}
