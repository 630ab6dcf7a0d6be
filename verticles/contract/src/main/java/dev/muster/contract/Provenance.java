package dev.muster.contract;

import java.util.Locale;

/** How we know a number. */
public enum Provenance {
  MEASURED,
  ESTIMATED,
  HEURISTIC,
  PINNED,
  REPLAYED,
  LAB,
  UNKNOWN;

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
