package dev.muster.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task in a line: {@code title} is the first line of its text, at most 120 characters. */
public record TaskSummary(
    TaskId id,
    TaskState state,
    String type,
    String title,
    int priority,
    @Nullable Integer parts,
    @Nullable Integer agents,
    int attempts,
    @Nullable String reason,
    @Nullable String held,
    @Nullable TaskId waitsFor,
    List<TaskId> dependsOn,
    Source source,
    Instant submittedAt,
    Instant updatedAt) {

  private static final int TITLE_MAX = 120;

  public TaskSummary {
    dependsOn = List.copyOf(dependsOn);
  }

  /** The first line of {@code text}, cut at 120 characters. */
  public static String title(String text) {
    String line = text.strip().lines().findFirst().orElse("");
    if (line.length() <= TITLE_MAX) {
      return line;
    }
    // Half a surrogate pair is no text: no encoder would write it.
    int end = TITLE_MAX - (Character.isHighSurrogate(line.charAt(TITLE_MAX - 2)) ? 2 : 1);
    return line.substring(0, end) + "…";
  }
}
