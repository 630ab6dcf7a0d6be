package dev.muster.contract;

import java.util.Locale;

/**
 * Where a task came from; {@code REPLAY} recomputes recorded work and teaches the learner nothing.
 */
public enum Source {
  SUBMITTED,
  SESSION,
  REPLAY;

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
