package dev.muster.lab.contention;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code gastown_fleet/commits.csv}: the commits of a real fleet of coding agents on one
 * repository. It tells files, not lines. Paths below {@code .beads/} are the tracker's own state,
 * which tools write at each step; the data set leaves them out of its conflict pairs, and so they
 * are hub files here, and a commit of nothing else is no task.
 */
final class GastownCommits {
  private static final String TOOL_STATE = ".beads/";

  private GastownCommits() {}

  static CommitTrace read(Reader in) throws IOException {
    var csv =
        new CsvReader(
            in,
            "commits.csv",
            "sha",
            "is_merge",
            "insertions",
            "deletions",
            "files",
            "files_truncated");
    var commits = new ArrayList<PastCommit>();
    int merges = 0;
    int bulk = 0;
    int stateOnly = 0;
    for (Map<String, String> row = csv.next(); row != null; row = csv.next()) {
      List<String> files = List.of(field(row, "files").split("\\|", -1));
      if (field(row, "is_merge").equals("1") || field(row, "files").isEmpty()) {
        merges++;
      } else if (files.stream().allMatch(path -> path.startsWith(TOOL_STATE))) {
        stateOnly++;
      } else if (field(row, "files_truncated").equals("1")) {
        bulk++;
      } else {
        commits.add(commit(row, files));
      }
    }
    String leftOut =
        "%d merges or empty, %d of tool state (%s) only, %d of more than %d files"
            .formatted(merges, stateOnly, TOOL_STATE, bulk, PastCommit.FILES_MAX);
    return new CommitTrace("gastown", false, commits, leftOut);
  }

  private static PastCommit commit(Map<String, String> row, List<String> files) throws IOException {
    String insertions = field(row, "insertions");
    String deletions = field(row, "deletions");
    int churn = insertions.isEmpty() ? -1 : number(insertions) + number(deletions);
    List<TouchedFile> touched =
        files.stream()
            .map(path ->
                new TouchedFile(
                    path, path.startsWith(TOOL_STATE) || HubFiles.contains(path), List.of()))
            .toList();
    return new PastCommit(field(row, "sha"), churn, touched);
  }

  private static int number(String field) throws IOException {
    try {
      return Integer.parseInt(field);
    } catch (NumberFormatException e) {
      throw new IOException("commits.csv: a count of lines is " + field, e);
    }
  }

  private static String field(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }
}
