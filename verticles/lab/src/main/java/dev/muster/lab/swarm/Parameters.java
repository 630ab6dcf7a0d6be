package dev.muster.lab.swarm;

import java.util.EnumMap;
import java.util.Map;

/** A value for each {@link Parameter}. */
public final class Parameters {
  public static final Parameters USUAL = usual();

  private final Map<Parameter, Double> values;

  private Parameters(Map<Parameter, Double> values) {
    this.values = values;
  }

  private static Parameters usual() {
    var values = new EnumMap<Parameter, Double>(Parameter.class);
    for (Parameter parameter : Parameter.values()) {
      values.put(parameter, parameter.usual());
    }
    return new Parameters(values);
  }

  public double of(Parameter parameter) {
    return values.getOrDefault(parameter, Double.NaN);
  }

  /** The same with one of them multiplied. */
  public Parameters scaled(Parameter parameter, double factor) {
    var other = new EnumMap<>(values);
    other.put(parameter, factor * of(parameter));
    return new Parameters(other);
  }
}
