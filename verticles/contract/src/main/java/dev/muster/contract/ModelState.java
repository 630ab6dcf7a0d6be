package dev.muster.contract;

import java.util.Locale;

/** What a model is to those it decides for. */
public enum ModelState {
  /** It serves. */
  CHAMPION,
  /** A canary compares it with the champion. */
  CHALLENGER,
  /** It was fitted and waits for a canary. */
  CANDIDATE,
  /** It served, or lost. */
  RETIRED;

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
