package dev.muster.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy decides on: ten features in their order, the numbers of agents that are masked, the
 * independent parts when known, the submitter's own n when given, the tasks waiting per free agent,
 * which price an agent's time, what success is worth (1 is a task of usual size), and the median of
 * minutes that tasks of its type took, when known.
 */
public record Situation(
    List<Feature> features,
    List<Masked> masked,
    @Nullable Integer parts,
    @Nullable Integer pinned,
    double waitingPerAgent,
    double value,
    @Nullable Double typicalMinutes) {
  public Situation {
    features = List.copyOf(features);
    masked = List.copyOf(masked);
    List<FeatureName> names = features.stream().map(Feature::name).toList();
    if (!names.equals(List.of(FeatureName.values()))) {
      throw new IllegalArgumentException("features must be the ten in their order, were " + names);
    }
    if (masked.stream().anyMatch(m -> m.n() == 1)) {
      throw new IllegalArgumentException("n = 1 is never masked");
    }
  }

  /** The same with other features and masks. */
  public Situation with(List<Feature> features, List<Masked> masked) {
    return new Situation(features, masked, parts, pinned, waitingPerAgent, value, typicalMinutes);
  }

  /** Whether a policy may choose {@code n}. */
  public boolean allows(int n) {
    return masked.stream().noneMatch(m -> m.n() == n);
  }

  /** The value of a feature, or {@code imputed} when it is unknown. */
  public double value(FeatureName name, double imputed) {
    for (Feature feature : features) {
      Double value = feature.value();
      if (feature.name() == name && value != null) {
        return value;
      }
    }
    return imputed;
  }
}
