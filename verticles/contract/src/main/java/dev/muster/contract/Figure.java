package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * A number with all that makes it true.
 *
 * @param value null when it is unknown
 * @param low lower bound of 95 %; null when none is known
 * @param high upper bound of 95 %
 * @param count over how many it was taken
 * @param window over which of them, in words
 * @param baseline what the plainest rule would have; null when there is none
 * @param baselineName that rule
 * @param report what the report of the predecessor printed, never ours; null when it printed none
 */
public record Figure(
    String name,
    @Nullable Double value,
    @Nullable Double low,
    @Nullable Double high,
    String unit,
    long count,
    String window,
    Provenance provenance,
    @Nullable Double baseline,
    @Nullable String baselineName,
    @Nullable Double report) {
  public Figure {
    name = Message.required("name", name);
    if ((value == null) != (provenance == Provenance.UNKNOWN)) {
      throw new IllegalArgumentException(name + " must be unknown exactly when it has no value");
    }
  }
}
