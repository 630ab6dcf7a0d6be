package dev.muster.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What arm B of an experiment does otherwise than the configuration.
 *
 * @param weights what costs are worth where it differs, by name: {@code minute}, {@code tokens},
 *     {@code conflict}, {@code agent_minute}, {@code agent_minute_scarce}; in 0..100
 * @param agentsMax no task gets more agents, 1..7; null changes nothing
 */
public record Strategy(Map<String, Double> weights, @Nullable Integer agentsMax) {
  /** The names of weights, in the order of what they are of. */
  public static final List<String> WEIGHTS =
      List.of("minute", "tokens", "conflict", "agent_minute", "agent_minute_scarce");

  private static final double WEIGHT_MAX = 100;

  public Strategy {
    weights = weights == null ? Map.of() : Map.copyOf(weights);
    weights.forEach(Strategy::check);
    if (agentsMax != null && (agentsMax < 1 || agentsMax >= CoordinationClass.AGENTS_MAX)) {
      throw new IllegalArgumentException("agents_max must be in 1..7, was " + agentsMax);
    }
    if (weights.isEmpty() && agentsMax == null) {
      throw new IllegalArgumentException("b must differ in a weight or in agents_max");
    }
  }

  private static void check(String name, Double weight) {
    if (!WEIGHTS.contains(name)) {
      throw new IllegalArgumentException("a weight is one of " + WEIGHTS + ", was " + name);
    }
    if (!(weight >= 0 && weight <= WEIGHT_MAX)) {
      throw new IllegalArgumentException("weight " + name + " must be in 0..100, was " + weight);
    }
  }

  /** Whether any weight differs. */
  public boolean reweighs() {
    return !weights.isEmpty();
  }

  /** The weight of a name, or the other when it does not differ. */
  public double weight(String name, double otherwise) {
    return weights.getOrDefault(name, otherwise);
  }

  /** What makes it hold for every task: keys of the configuration with their values. */
  public List<String> conf() {
    var lines = new ArrayList<String>();
    new TreeMap<>(weights)
        .forEach((name, weight) -> lines.add("prediction.cost_" + name + ": " + weight));
    if (agentsMax != null) {
      lines.add("coordination.agents_max: " + agentsMax);
    }
    return lines;
  }
}
