package dev.muster.coordination;

import dev.muster.contract.CoordinationClass;
import dev.muster.contract.Feature;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Provenance;
import dev.muster.contract.Result;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the ten features of a decision from where they are measured; the rest stays unknown. */
final class FeatureReading {
  private static final double COMPLEX_CHARACTERS = 16_384;
  private static final int LATEST_OUTCOMES = 20;

  /** What the features say of a task. */
  record Subject(String type, long characters, @Nullable String repo, @Nullable Integer parts) {}

  private FeatureReading() {}

  /** The features as of {@code now}, in their order. */
  static List<Feature> read(
      Tx tx, Subject subject, int freeAgents, MachineReading machine, Instant now) {
    var features = new ArrayList<Feature>();
    for (FeatureName name : FeatureName.values()) {
      features.add(
          switch (name) {
            case TASK_COMPLEXITY -> complexity(subject);
            case AGENT_COUNT ->
                Feature.measured(name, freeAgents / (double) CoordinationClass.AGENTS_MAX);
            case MEMORY_USAGE_PERCENT -> memory(machine);
            case CPU_UTILIZATION -> known(name, machine.cpuBusy());
            case HISTORICAL_SUCCESS_RATE -> history(tx, subject, now);
            case CROSS_AGENT_COMMUNICATION -> communication(tx);
            case RESOURCE_CONTENTION_SCORE -> contention(tx, subject);
            case CACHE_HIT_RATIO, SEMANTIC_CACHE_EFFICIENCY, NEURAL_PATTERN_CONFIDENCE ->
                Feature.unknown(name);
          });
    }
    return features;
  }

  /** What is known of a task before anything else is read: its complexity. */
  static List<Feature> ofTaskAlone(Subject subject) {
    var features = new ArrayList<Feature>();
    for (FeatureName name : FeatureName.values()) {
      features.add(
          name == FeatureName.TASK_COMPLEXITY ? complexity(subject) : Feature.unknown(name));
    }
    return features;
  }

  private static Feature complexity(Subject subject) {
    double text =
        Math.min(1, Math.log1p((double) subject.characters()) / Math.log1p(COMPLEX_CHARACTERS));
    Integer parts = subject.parts();
    double value =
        parts == null
            ? text
            : (text + Math.min(1, Math.log1p(parts) / Math.log1p(CoordinationClass.AGENTS_MAX)))
                / 2;
    return new Feature(FeatureName.TASK_COMPLEXITY, value, Provenance.ESTIMATED);
  }

  private static Feature memory(MachineReading machine) {
    Long total = machine.memoryTotal();
    Long available = machine.memoryAvailable();
    return total == null || available == null || total <= 0
        ? Feature.unknown(FeatureName.MEMORY_USAGE_PERCENT)
        : Feature.measured(FeatureName.MEMORY_USAGE_PERCENT, 1 - available / total.doubleValue());
  }

  private static Feature history(Tx tx, Subject subject, Instant now) {
    Map<Result, Long> outcomes = tx.outcomes().history(subject.repo(), subject.type(), now);
    long all = 0;
    for (var entry : outcomes.entrySet()) {
      all += entry.getKey().judged() ? entry.getValue() : 0;
    }
    if (all == 0) {
      return Feature.unknown(FeatureName.HISTORICAL_SUCCESS_RATE);
    }
    long succeeded = outcomes.getOrDefault(Result.SUCCEEDED, 0L);
    return Feature.measured(FeatureName.HISTORICAL_SUCCESS_RATE, (succeeded + 2) / (all + 4.0));
  }

  private static Feature communication(Tx tx) {
    var open = tx.slots().openCounts();
    return open.all() == 0
        ? Feature.unknown(FeatureName.CROSS_AGENT_COMMUNICATION)
        : Feature.measured(
            FeatureName.CROSS_AGENT_COMMUNICATION, open.shared() / (double) open.all());
  }

  private static Feature contention(Tx tx, Subject subject) {
    Map<Result, Long> latest = tx.outcomes().latest(subject.repo(), LATEST_OUTCOMES);
    long all = latest.values().stream().mapToLong(Long::longValue).sum();
    long met =
        latest.getOrDefault(Result.CONFLICT, 0L) + latest.getOrDefault(Result.PREDECESSOR, 0L);
    return all == 0
        ? Feature.unknown(FeatureName.RESOURCE_CONTENTION_SCORE)
        : Feature.measured(FeatureName.RESOURCE_CONTENTION_SCORE, met / (double) all);
  }

  private static Feature known(FeatureName name, @Nullable Double value) {
    return value == null ? Feature.unknown(name) : Feature.measured(name, value);
  }
}
