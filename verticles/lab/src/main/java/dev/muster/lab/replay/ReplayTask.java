package dev.muster.lab.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One commit of the history as a task: its change, split into parts; skipped ones have none. */
record ReplayTask(
    int number,
    String commit,
    String baseTree,
    String message,
    List<Part> parts,
    @Nullable SkipReason skipped) {
  ReplayTask {
    parts = List.copyOf(parts);
  }

  boolean usable() {
    return skipped == null;
  }

  /** The first line of the message, or the commit's name when there is none. */
  String subject() {
    String first = message.strip().lines().findFirst().orElse("").strip();
    return first.isEmpty() ? "Commit " + commit.substring(0, 12) : first;
  }

  /** The message as a task's text: never empty, never longer than a host takes gladly. */
  String text() {
    String body = message.strip();
    if (body.isEmpty()) {
      return subject();
    }
    return body.length() <= TEXT_CHARACTERS_MAX ? body : body.substring(0, TEXT_CHARACTERS_MAX);
  }

  int churn() {
    return parts.stream().mapToInt(Part::churn).sum();
  }

  private static final int TEXT_CHARACTERS_MAX = 8_000;
}
