package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/** One input of a decision: a value in [0,1], or null with provenance {@code unknown}. */
public record Feature(FeatureName name, @Nullable Double value, Provenance provenance) {
  public Feature {
    if (value != null && !(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in [0,1] or unknown, was " + value);
    }
    if ((value == null) != (provenance == Provenance.UNKNOWN)) {
      throw new IllegalArgumentException(name + " must be unknown exactly when it has no value");
    }
  }

  /** A feature nobody measured. */
  public static Feature unknown(FeatureName name) {
    return new Feature(name, null, Provenance.UNKNOWN);
  }

  /** A measured feature, clamped into [0,1]. */
  public static Feature measured(FeatureName name, double value) {
    return new Feature(name, Math.clamp(value, 0, 1), Provenance.MEASURED);
  }
}
