package dev.muster.lab.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns commits into tasks: which are skipped, how each is split, and what each part comes after.
 *
 * <p>A part comes after the latest earlier part at every path that overlaps one of its own (the
 * path itself, a directory above it, a path below it). Taking the latest per overlapping path is
 * enough: that part in turn came after the earlier ones at the same path. Blob equality alone would
 * not do: in A -> B -> A -> C the last change fits the first A as well as the second.
 */
final class Planning {
  private Planning() {}

  static List<ReplayTask> tasks(List<CommitChange> commits) {
    var skippedPaths = new PathSet();
    boolean allPathsSkipped = false;
    var latest = new TreeMap<RepoPath, PartKey>();
    var tasks = new ArrayList<ReplayTask>();
    for (CommitChange commit : commits) {
      SkipReason reason = reason(commit, skippedPaths, allPathsSkipped);
      int number = tasks.size();
      if (reason == null) {
        tasks.add(task(number, commit, after(number, commit, latest), null));
      } else {
        commit.changes().forEach(change -> skippedPaths.add(change.path()));
        allPathsSkipped |= !commit.pathsKnown();
        tasks.add(task(number, commit, List.of(), reason));
      }
    }
    return tasks;
  }

  /** The version of each path after the last usable task that touches it. */
  static Map<RepoPath, TreeEntry> lastVersions(List<ReplayTask> tasks) {
    var versions = new TreeMap<RepoPath, TreeEntry>();
    for (ReplayTask task : tasks) {
      for (Part part : task.parts()) {
        part.changes().forEach(change -> versions.put(change.path(), change.after()));
      }
    }
    return versions;
  }

  private static @Nullable SkipReason reason(
      CommitChange commit, PathSet skippedPaths, boolean allPathsSkipped) {
    if (commit.problem() != null) {
      return commit.problem();
    }
    boolean after =
        allPathsSkipped
            || commit.changes().stream().anyMatch(change -> skippedPaths.overlaps(change.path()));
    return after ? SkipReason.AFTER_SKIPPED : null;
  }

  private static ReplayTask task(
      int number, CommitChange commit, List<Part> parts, @Nullable SkipReason reason) {
    return new ReplayTask(
        number, commit.commit(), commit.baseTree(), commit.message(), parts, reason);
  }

  private static List<Part> after(
      int number, CommitChange commit, NavigableMap<RepoPath, PartKey> latest) {
    var parts = new ArrayList<Part>();
    for (Part part : PartSplit.split(commit.changes())) {
      SortedSet<PartKey> earlier = new TreeSet<>();
      part.changes().forEach(change -> collect(change.path(), latest, earlier));
      parts.add(part.withAfter(List.copyOf(earlier)));
    }
    for (Part part : parts) {
      part.changes()
          .forEach(change -> latest.put(change.path(), new PartKey(number, part.number())));
    }
    return parts;
  }

  private static void collect(
      RepoPath path, NavigableMap<RepoPath, PartKey> latest, SortedSet<PartKey> earlier) {
    addIfThere(latest.get(path), earlier);
    path.leadingDirectories().forEach(above -> addIfThere(latest.get(above), earlier));
    // '0' is the character after '/': the range holds exactly what lies below the path.
    earlier.addAll(
        latest.subMap(new RepoPath(path.bytes() + "/"), new RepoPath(path.bytes() + "0")).values());
  }

  private static void addIfThere(@Nullable PartKey key, SortedSet<PartKey> earlier) {
    if (key != null) {
      earlier.add(key);
    }
  }
}
