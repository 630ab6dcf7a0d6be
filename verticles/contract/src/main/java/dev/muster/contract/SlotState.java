package dev.muster.contract;

import java.util.Locale;

/** Where one agent's share of an attempt stands. */
public enum SlotState {
  BOUND,
  RUNNING,
  ENDED;

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
