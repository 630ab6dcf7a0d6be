package dev.muster.lab.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as lines of words, so that a worker process reads it without a library in milliseconds.
 *
 * <pre>
 * task NUMBER COMMIT BASE_TREE SKIPPED|-
 * message =ESCAPED
 * part NUMBER AFTER_TASK:AFTER_PART ...
 * change CHURN MODE BLOB MODE BLOB =ESCAPED_PATH
 * </pre>
 */
final class TaskText {
  private TaskText() {}

  static String write(ReplayTask task) {
    var text = new StringBuilder();
    SkipReason skipped = task.skipped();
    text.append("task ").append(task.number()).append(' ').append(task.commit());
    text.append(' ').append(task.baseTree()).append(' ');
    text.append(skipped == null ? "-" : skipped.word()).append('\n');
    text.append("message ").append(Escaped.text(task.message())).append('\n');
    for (Part part : task.parts()) {
      text.append("part ").append(part.number());
      for (PartKey key : part.after()) {
        text.append(' ').append(key.task()).append(':').append(key.part());
      }
      text.append('\n');
      part.changes().forEach(change -> write(text, change));
    }
    return text.toString();
  }

  private static void write(StringBuilder text, Change change) {
    text.append("change ").append(change.churn());
    for (TreeEntry entry : List.of(change.before(), change.after())) {
      text.append(' ').append(entry.mode()).append(' ').append(entry.blob());
    }
    text.append(' ').append(Escaped.path(change.path())).append('\n');
  }

  static ReplayTask read(List<String> lines) {
    String[] head = words(lines.get(0));
    String message = Escaped.plainText(words(lines.get(1))[1]);
    var parts = new ArrayList<Part>();
    for (int i = 2; i < lines.size(); ) {
      String[] part = words(lines.get(i++));
      var changes = new ArrayList<Change>();
      while (i < lines.size() && lines.get(i).startsWith("change ")) {
        changes.add(change(words(lines.get(i++))));
      }
      parts.add(new Part(Integer.parseInt(part[1]), changes, after(part)));
    }
    return new ReplayTask(
        Integer.parseInt(head[1]), head[2], head[3], message, parts, skipped(head[4]));
  }

  private static @Nullable SkipReason skipped(String word) {
    return word.equals("-") ? null : SkipReason.ofWord(word);
  }

  private static List<PartKey> after(String[] words) {
    var after = new ArrayList<PartKey>();
    for (int i = 2; i < words.length; i++) {
      int colon = words[i].indexOf(':');
      after.add(
          new PartKey(
              Integer.parseInt(words[i].substring(0, colon)),
              Integer.parseInt(words[i].substring(colon + 1))));
    }
    return after;
  }

  private static Change change(String[] words) {
    return new Change(
        Escaped.path(words[6]),
        new TreeEntry(words[2], words[3]),
        new TreeEntry(words[4], words[5]),
        Integer.parseInt(words[1]));
  }

  private static String[] words(String line) {
    return line.split(" ", -1);
  }
}
