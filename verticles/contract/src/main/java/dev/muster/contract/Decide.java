package dev.muster.contract;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ask what would be decided for a task now.
 *
 * @param features by name, each in [0,1]; those that are missing are unknown. With them the answer
 *     is about a fleet of the asker's own; without them the host reads its own fleet
 * @param featuresAt when the features were read; null is now. More than 30 s from now, no model is
 *     asked
 * @param agentsMax of a fleet of the asker's own, 1..8
 * @param record whether the decision is stored under an id, so that its outcome can be learned
 * @param asker who asks; the outcome counts as its own unless another reports it
 */
public record Decide(
    NewTask task,
    @Nullable Map<String, Double> features,
    @Nullable Instant featuresAt,
    @Nullable Integer agentsMax,
    Boolean record,
    @Nullable String asker)
    implements Request {
  private static final int NAME_MAX = 64;

  public Decide {
    task = Message.required("task", task);
    record = record != null && record;
    if (features != null) {
      features = Map.copyOf(features);
      features.forEach(Decide::check);
    }
    checkAgents(agentsMax);
    if (features == null && (featuresAt != null || agentsMax != null)) {
      throw new IllegalArgumentException("features_at and agents_max go with features");
    }
    checkName("asker", asker);
  }

  /** Ask of the host's own fleet; nothing is stored. */
  public static Decide of(NewTask task) {
    return new Decide(task, null, null, null, false, null);
  }

  /** Whoever asks or reports is remembered by a name, of 1..64 characters; null is nobody. */
  static void checkName(String field, @Nullable String name) {
    if (name != null && (name.isBlank() || name.length() > NAME_MAX)) {
      throw new IllegalArgumentException(field + " must have 1..64 characters, was `" + name + "`");
    }
  }

  static void checkAgents(@Nullable Integer agentsMax) {
    if (agentsMax != null && (agentsMax < 1 || agentsMax > CoordinationClass.AGENTS_MAX)) {
      throw new IllegalArgumentException("agents_max must be in 1..8, was " + agentsMax);
    }
  }

  static void check(String name, Double value) {
    FeatureName.named(name);
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in [0,1] or absent, was " + value);
    }
  }
}
