package dev.muster.contract;

import java.util.Locale;

/** How much an alert matters. */
public enum Severity {
  /** Somebody should act now. */
  CRITICAL,
  /** Somebody should look at it today. */
  WARNING;

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
