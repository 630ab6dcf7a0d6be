package dev.muster.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many agents a task gets and why; immutable. The ids are null for advice; recorded advice has
 * one of its own, and no task.
 *
 * @param promise null when no model decided
 * @param trial null when no challenger differed
 * @param arm null when it is not part of an experiment
 */
public record Decision(
    @Nullable DecisionId id,
    @Nullable TaskId taskId,
    @Nullable AttemptId attemptId,
    Instant at,
    int featuresVersion,
    List<Feature> features,
    List<Masked> mask,
    List<Double> propensities,
    int agents,
    CoordinationClass coordinationClass,
    String topology,
    String model,
    Provenance provenance,
    int utilityVersion,
    Mode mode,
    String modeReason,
    List<CurvePoint> curve,
    List<Contribution> contributions,
    String because,
    @Nullable Promise promise,
    @Nullable Trial trial,
    @Nullable PlayedArm arm) {
  public Decision {
    features = List.copyOf(features);
    mask = List.copyOf(mask);
    propensities = List.copyOf(propensities);
    curve = List.copyOf(curve);
    contributions = List.copyOf(contributions);
  }
}
