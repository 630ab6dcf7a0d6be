package dev.muster.lab.contention;

import java.util.List;

/**
 * The commits of one source, oldest first, and what was left out of them; {@code lines} says
 * whether the source tells which lines a commit changed.
 */
record CommitTrace(String name, boolean lines, List<PastCommit> commits, String leftOut) {
  CommitTrace {
    commits = List.copyOf(commits);
  }
}
