package dev.muster.lab.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits a change into at most {@value #PARTS_MAX} parts that can land one without the other.
 *
 * <p>A path and one of its leading directories belong together (a file that becomes a directory
 * cannot land by halves): union-find over the paths gives the groups. When there are more groups
 * than parts, the largest go first, each to the part with the least churn so far. Parts are
 * numbered by their first path, so the split depends on the change alone, never on the number of
 * agents.
 */
final class PartSplit {
  static final int PARTS_MAX = 8;

  private PartSplit() {}

  static List<Part> split(List<Change> changes) {
    List<List<Change>> bins = pack(groups(changes));
    bins.forEach(bin -> bin.sort(Comparator.comparing(Change::path)));
    bins.sort(Comparator.comparing(bin -> bin.getFirst().path()));
    var parts = new ArrayList<Part>();
    for (List<Change> bin : bins) {
      parts.add(new Part(parts.size(), bin, List.of()));
    }
    return parts;
  }

  private static List<List<Change>> groups(List<Change> changes) {
    var sorted = new ArrayList<>(changes);
    sorted.sort(Comparator.comparing(Change::path));
    Map<RepoPath, Integer> indexOf = new HashMap<>();
    for (int i = 0; i < sorted.size(); i++) {
      indexOf.put(sorted.get(i).path(), i);
    }
    int[] parent = new int[sorted.size()];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
      for (RepoPath directory : sorted.get(i).path().leadingDirectories()) {
        Integer above = indexOf.get(directory);
        if (above != null) {
          parent[root(parent, i)] = root(parent, above);
        }
      }
    }
    Map<Integer, List<Change>> byRoot = new HashMap<>();
    for (int i = 0; i < parent.length; i++) {
      byRoot.computeIfAbsent(root(parent, i), _ -> new ArrayList<>()).add(sorted.get(i));
    }
    return new ArrayList<>(byRoot.values());
  }

  private static int root(int[] parent, int member) {
    int at = member;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  private static List<List<Change>> pack(List<List<Change>> groups) {
    if (groups.size() <= PARTS_MAX) {
      return groups;
    }
    groups.sort(
        Comparator.<List<Change>>comparingInt(group -> -weight(group))
            .thenComparing(group -> group.getFirst().path()));
    var bins = new ArrayList<List<Change>>(groups.subList(0, PARTS_MAX));
    long[] weights = bins.stream().mapToLong(PartSplit::weight).toArray();
    for (List<Change> group : groups.subList(PARTS_MAX, groups.size())) {
      int lightest = lightest(weights);
      bins.get(lightest).addAll(group);
      weights[lightest] += weight(group);
    }
    return bins;
  }

  private static int lightest(long[] weights) {
    int lightest = 0;
    for (int i = 1; i < weights.length; i++) {
      lightest = weights[i] < weights[lightest] ? i : lightest;
    }
    return lightest;
  }

  /** One for the path itself: a mode change or an empty file is work too. */
  private static int weight(List<Change> group) {
    return group.stream().mapToInt(change -> 1 + change.churn()).sum();
  }
}
