package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * Ask for the snapshots of the latest minutes.
 *
 * @param name of the only reading and trend that is wanted; null for all
 * @param minutes 1 to 1440, without a name 60 at most
 */
public record ListSnapshots(@Nullable String name, int minutes) implements Request {
  private static final int MINUTES_MAX = 1440;

  /** An hour of all readings is some 100 kB. */
  private static final int WHOLE_MINUTES_MAX = 60;

  public ListSnapshots {
    int max = name == null ? WHOLE_MINUTES_MAX : MINUTES_MAX;
    if (minutes < 1 || minutes > max) {
      throw new IllegalArgumentException(
          "minutes must be in 1.."
              + max
              + (name == null ? " without a name" : "")
              + ", was "
              + minutes);
    }
  }
}
