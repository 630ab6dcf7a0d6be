package dev.muster.contract;

import java.util.Locale;

/** Where an alert stands. */
public enum AlertState {
  /** Its condition does not hold. */
  INACTIVE,
  /** Its condition holds, but not yet for long enough. */
  PENDING,
  /** Its condition held for long enough. */
  FIRING,
  /** It was firing and its condition holds no more. */
  RESOLVED;

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
