package dev.muster.contract;

import java.util.Locale;

/** Where a declaration stands. */
public enum DeclarationState {
  /** Counts against later ones. */
  ACTIVE,
  /** Its task waits; it blocks nobody. */
  PARKED,
  /** Its work ended or it was silent too long. */
  ENDED;

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
