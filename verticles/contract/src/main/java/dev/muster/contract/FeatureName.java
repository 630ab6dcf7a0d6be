package dev.muster.contract;

import java.util.Locale;

/** The ten inputs of a decision in their fixed order; each is in [0,1] or unknown. */
public enum FeatureName {
  /** log1p of the text's characters against 16,384 and of the parts against 8, averaged. */
  TASK_COMPLEXITY,
  /** Agents that are free and qualify, of 8. Not the number chosen: that is the action. */
  AGENT_COUNT,
  /** Share of the machine's memory that is not available. */
  MEMORY_USAGE_PERCENT,
  /** Share of the machine's processors that was busy since the reading before. */
  CPU_UTILIZATION,
  CACHE_HIT_RATIO,
  /** (s+2)/(n+4) over outcomes of this repository and task type that were closed before. */
  HISTORICAL_SUCCESS_RATE,
  /** Share of the open slots that belong to attempts of two agents or more. */
  CROSS_AGENT_COMMUNICATION,
  SEMANTIC_CACHE_EFFICIENCY,
  NEURAL_PATTERN_CONFIDENCE,
  /** Share of this repository's latest outcomes that ended in conflict or for a predecessor. */
  RESOURCE_CONTENTION_SCORE;

  /** The version of this list and its definitions, stored with each decision. */
  public static final int FEATURES_VERSION = 1;

  /** The feature of that name in JSON; refuses another one. */
  public static FeatureName named(String name) {
    for (FeatureName feature : values()) {
      if (feature.toString().equals(name)) {
        return feature;
      }
    }
    throw new IllegalArgumentException("no feature is named `" + name + "`");
  }

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
