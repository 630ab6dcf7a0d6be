package dev.muster.lab.contention;

import dev.muster.contract.Closeness;
import dev.muster.contract.LineRange;
import java.util.List;

/**
 * A file that a commit changed, with the lines it replaced as they were numbered before; without
 * lines they are not known. A hub file is one that nearly every change touches.
 */
record TouchedFile(String path, boolean hub, List<LineRange> lines) {
  /** Lines this far apart or less are close: the product's border between near and far. */
  static final int NEAR_LINES = 15;

  TouchedFile {
    lines = List.copyOf(lines);
  }

  /** How close this edit is to another one of the same path. */
  Closeness to(TouchedFile other) {
    if (hub) {
      return Closeness.HUB;
    }
    if (lines.isEmpty() || other.lines.isEmpty()) {
      return Closeness.SAME_FILE;
    }
    int least = Integer.MAX_VALUE;
    for (LineRange mine : lines) {
      for (LineRange theirs : other.lines) {
        least = Math.min(least, gap(mine, theirs));
      }
    }
    if (least == 0) {
      return Closeness.SAME_LINES;
    }
    return least <= NEAR_LINES ? Closeness.NEAR_LINES : Closeness.FAR_LINES;
  }

  private static int gap(LineRange one, LineRange other) {
    return Math.max(0, Math.max(other.from() - one.to(), one.from() - other.to()));
  }
}
