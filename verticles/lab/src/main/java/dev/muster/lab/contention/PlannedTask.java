package dev.muster.lab.contention;

import java.util.List;

/**
 * A task of a replay, the same under every strategy: when it arrives, how many minutes of work it
 * is, how many of them pass before anything is edited, and what is edited when, in that order.
 */
record PlannedTask(
    int number,
    double arrival,
    double work,
    double scouting,
    List<PlannedEdit> edits,
    double shuffled) {
  PlannedTask {
    edits = List.copyOf(edits);
    if (!(work > 0) || !(scouting >= 0) || scouting > work) {
      throw new IllegalArgumentException(
          "task %d: scouting %s of work %s".formatted(number, scouting, work));
    }
  }
}
