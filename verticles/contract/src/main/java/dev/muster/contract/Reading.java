package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * A metric at an instant.
 *
 * @param value null when it is unknown
 * @param baseline of the live figure of this name; null when there is none
 * @param note why the value is unknown; null when it is known
 */
public record Reading(
    String name, @Nullable Double value, @Nullable Double baseline, @Nullable String note) {
  public Reading {
    name = Message.required("name", name);
    if ((value == null) == (note == null)) {
      throw new IllegalArgumentException(name + " must say why exactly when it is unknown");
    }
  }
}
