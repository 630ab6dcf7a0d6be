package dev.muster.lab.replay;

import java.util.List;

/**
 * An independent share of a task's change: it lands as one commit. {@code after} names the parts of
 * earlier tasks that must have landed before.
 */
record Part(int number, List<Change> changes, List<PartKey> after) {
  Part {
    changes = List.copyOf(changes);
    after = List.copyOf(after);
  }

  Part withAfter(List<PartKey> earlier) {
    return new Part(number, changes, earlier);
  }

  int churn() {
    return changes.stream().mapToInt(Change::churn).sum();
  }
}
