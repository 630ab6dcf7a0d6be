package dev.muster.lab.replay;

import java.util.HashSet;
import java.util.Set;

/** A growing set of paths that knows which other paths overlap one of its own. */
final class PathSet {
  private final Set<RepoPath> paths = new HashSet<>();
  private final Set<RepoPath> directories = new HashSet<>();

  void add(RepoPath path) {
    paths.add(path);
    directories.addAll(path.leadingDirectories());
  }

  /** Whether the path is in the set, lies below one of its paths, or is a directory above one. */
  boolean overlaps(RepoPath path) {
    if (paths.contains(path) || directories.contains(path)) {
      return true;
    }
    for (RepoPath directory : path.leadingDirectories()) {
      if (paths.contains(directory)) {
        return true;
      }
    }
    return false;
  }
}
