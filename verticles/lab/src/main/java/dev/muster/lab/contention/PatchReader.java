package dev.muster.lab.contention;

import dev.muster.contract.LineRange;
import dev.muster.lab.replay.CommitLog;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes commits of the lines that {@code git log -p -U0} prints. The lines of an edit are numbered
 * as before the commit, which is how an agent that declares them sees them; that neighbouring
 * commits shift each other's numbers is not corrected. A file that is new or deleted is edited in
 * all its lines, one without text (binary, mode) in unknown ones.
 */
final class PatchReader {
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+\\d+(?:,(\\d+))? @@.*");
  private static final LineRange ALL_LINES = new LineRange(1, Integer.MAX_VALUE);
  private static final String FILE = "diff --git ";

  private final List<PastCommit> commits = new ArrayList<>();
  private int merges;
  private int empty;
  private int bulk;

  private String commit = "";
  private boolean merge;
  private List<TouchedFile> files = new ArrayList<>();
  private @Nullable String path;
  private boolean whole;
  private List<LineRange> lines = new ArrayList<>();
  private long churn;
  private int bodyLines;

  void line(String line) {
    if (bodyLines > 0) {
      // "\ No newline at end of file" stands beside the lines that a hunk counts.
      bodyLines -= line.startsWith("\\") ? 0 : 1;
    } else if (line.startsWith(CommitLog.COMMIT)) {
      endCommit();
      String[] names = line.strip().split(" ", -1);
      commit = names[1];
      merge = names.length > 3;
    } else if (line.startsWith(FILE)) {
      endFile();
      path = path(line.substring(FILE.length()));
    } else if (line.startsWith("new file mode") || line.startsWith("deleted file mode")) {
      whole = true;
    } else {
      hunk(line);
    }
  }

  /** The commits of all lines so far; {@code name} is what people call the repository. */
  CommitTrace trace(String name) {
    endCommit();
    commit = "";
    String leftOut =
        "%d merges, %d empty, %d of more than %d files"
            .formatted(merges, empty, bulk, PastCommit.FILES_MAX);
    return new CommitTrace(name, true, commits, leftOut);
  }

  private void hunk(String line) {
    Matcher hunk = HUNK.matcher(line);
    if (hunk.matches()) {
      int from = Integer.parseInt(hunk.group(1));
      int removed = count(hunk.group(2));
      int added = count(hunk.group(3));
      bodyLines = removed + added;
      churn += bodyLines;
      // Lines that are only added come between two others: those are the place.
      int to = removed == 0 ? from + 1 : from + removed - 1;
      lines.add(new LineRange(Math.max(1, from), to));
    }
  }

  private static int count(@Nullable String group) {
    return group == null ? 1 : Integer.parseInt(group);
  }

  /** Both names are the same, because renames are not looked for: {@code a/X b/X}. */
  private static String path(String names) {
    String first = names.substring(0, (names.length() - 1) / 2);
    return first.startsWith("\"") ? first.substring(3, first.length() - 1) : first.substring(2);
  }

  private void endFile() {
    if (path != null) {
      List<LineRange> touched = whole ? List.of(ALL_LINES) : lines;
      files.add(new TouchedFile(path, HubFiles.contains(path), touched));
    }
    path = null;
    whole = false;
    lines = new ArrayList<>();
  }

  private void endCommit() {
    endFile();
    if (!commit.isEmpty()) {
      if (merge) {
        merges++;
      } else if (files.isEmpty()) {
        empty++;
      } else if (files.size() > PastCommit.FILES_MAX) {
        bulk++;
      } else {
        commits.add(new PastCommit(commit, (int) Math.min(churn, Integer.MAX_VALUE), files));
      }
    }
    files = new ArrayList<>();
    churn = 0;
  }
}
