package dev.muster.contract;

import java.util.Locale;

/** How close two edits of one file are. */
public enum Closeness {
  /** Their line ranges meet. */
  SAME_LINES,
  /** At most 15 lines apart. */
  NEAR_LINES,
  /** One of them names no lines. */
  SAME_FILE,
  /** Both name lines, more than 15 apart. */
  FAR_LINES,
  /** A file that nearly every change touches; it parks nobody. */
  HUB;

  /** Whether two such edits would probably conflict. */
  public boolean conflicts() {
    return switch (this) {
      case SAME_LINES, NEAR_LINES, SAME_FILE -> true;
      case FAR_LINES, HUB -> false;
    };
  }

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
