package dev.muster.coordination.declare;

import dev.muster.contract.DeclaredFile;
import dev.muster.contract.LineRange;
import dev.muster.contract.TaskSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parts of the texts that models read; each has a limit, because what is in it came from others.
 */
public final class Phrase {
  private static final int TEXT_MAX = 1_500;
  private static final int PATH_MAX = 90;
  private static final int SAID_MAX = 70;
  private static final int RANGES_MAX = 4;

  private Phrase() {}

  /** The whole text, cut where a model stops to be told. */
  public static String whole(String text) {
    return cut(text, TEXT_MAX);
  }

  /** A path; of a long one its end, which names the file. */
  static String path(String path) {
    int over = path.length() - PATH_MAX;
    return over <= 0 ? path : "…" + path.substring(over + 1);
  }

  /** A file as a command would name it: {@code src/A.java:10-20,30}. */
  static String file(DeclaredFile file) {
    return path(file.path()) + (file.lines().isEmpty() ? "" : ":" + ranges(file.lines()));
  }

  /** Lines in a row: {@code 10-20, 30}. */
  static String ranges(List<LineRange> lines) {
    String some = String.join(",", lines.stream().limit(RANGES_MAX).map(Phrase::range).toList());
    return lines.size() > RANGES_MAX ? some + ",…" : some;
  }

  /** What somebody said of their work, in quotes; empty when they said nothing. */
  static String said(@Nullable String intent) {
    return intent == null || intent.isBlank()
        ? ""
        : " (\"" + cut(TaskSummary.title(intent), SAID_MAX) + "\")";
  }

  /** The first few names; how many more there are. */
  static String some(List<String> names, int max) {
    String first = String.join(", ", names.stream().limit(max).toList());
    return names.size() > max ? first + " and " + (names.size() - max) + " more" : first;
  }

  private static String range(LineRange range) {
    return range.from() == range.to()
        ? String.valueOf(range.from())
        : range.from() + "-" + range.to();
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    // Half a surrogate pair is no text.
    int end = max - (Character.isHighSurrogate(text.charAt(max - 2)) ? 2 : 1);
    return text.substring(0, end) + "…";
  }
}
