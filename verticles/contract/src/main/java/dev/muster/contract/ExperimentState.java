package dev.muster.contract;

import java.util.Locale;

/** What became of an experiment. */
public enum ExperimentState {
  /** It goes on. */
  OPEN,
  /** Arm B is better, and no guard fired. */
  BETTER,
  /** Arm B is worse, or a guard fired. */
  WORSE,
  /** Nothing was proven by the end of it. */
  FUTILE,
  /** An operator ended it. */
  STOPPED;

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
