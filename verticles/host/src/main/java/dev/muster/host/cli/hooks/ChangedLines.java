package dev.muster.host.cli.hooks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines in which two texts differ, where one is the other with lines put in or taken out. Lines
 * that stay are left out: settings may hold what nobody else should read.
 */
final class ChangedLines {
  private ChangedLines() {}

  static List<String> of(Installer.Change change) {
    List<String> before = lines(change.before());
    List<String> after = lines(change.after());
    int head = 0;
    int shorter = Math.min(before.size(), after.size());
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    return between(
        before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
  }

  private static List<String> between(List<String> before, List<String> after) {
    int[][] common = common(before, after);
    var changed = new ArrayList<String>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        i++;
        j++;
      } else if (j < after.size() && (i == before.size() || common[i][j + 1] >= common[i + 1][j])) {
        changed.add("+ " + after.get(j++));
      } else {
        changed.add("- " + before.get(i++));
      }
    }
    return changed;
  }

  private static List<String> lines(@Nullable String text) {
    return text == null ? List.of() : text.lines().toList();
  }

  /** The length of the longest common sequence of the rest of both, from each place on. */
  private static int[][] common(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
