package dev.muster.lab.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One first-parent commit as it was read: its change against the first parent and what is wrong
 * with it. When {@code pathsKnown} is false the change itself could not be read.
 */
record CommitChange(
    String commit,
    String baseTree,
    String message,
    List<Change> changes,
    boolean pathsKnown,
    @Nullable SkipReason problem) {
  CommitChange {
    changes = List.copyOf(changes);
  }

  CommitChange with(List<Change> counted, @Nullable SkipReason found) {
    return new CommitChange(commit, baseTree, message, counted, pathsKnown, found);
  }
}
