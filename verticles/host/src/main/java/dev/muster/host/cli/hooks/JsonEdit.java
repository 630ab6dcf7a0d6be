package dev.muster.host.cli.hooks;

import dev.muster.host.cli.hooks.JsonSpan.Child;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Puts one value into a JSON text or takes one out, by the smallest change of the text: every other
 * value, comment and space stays as it is. Taking out what was put in gives the text of before.
 */
final class JsonEdit {
  private JsonEdit() {}

  /** Puts a value last into an object or array; a member of an object has a name. */
  static String append(
      String text, JsonSpan container, @Nullable String name, JsonNode value, JsonLayout layout) {
    String prefix = name == null ? "" : JsonLayout.quoted(name) + ": ";
    return container.children().isEmpty()
        ? intoEmpty(text, container, prefix, value, layout)
        : behindLast(text, container, prefix, value, layout);
  }

  private static String intoEmpty(
      String text, JsonSpan container, String prefix, JsonNode value, JsonLayout layout) {
    int place = Trivia.lastCommentEnd(text, container.from() + 1, container.close());
    if (!layout.lines()) {
      return spliced(text, place, place, prefix + layout.write(value, ""));
    }
    String outer = Trivia.indentOf(text, container.from());
    String inner = outer + layout.step();
    boolean closed = text.substring(place, container.close()).indexOf('\n') >= 0;
    String added = layout.newline() + inner + prefix + layout.write(value, inner);
    return spliced(text, place, place, closed ? added : added + layout.newline() + outer);
  }

  private static String behindLast(
      String text, JsonSpan container, String prefix, JsonNode value, JsonLayout layout) {
    Child last = container.children().getLast();
    int comma = Trivia.comma(text, last.to(), container.close());
    int behind = comma < 0 ? last.to() : comma + 1;
    int place = Trivia.lastCommentEnd(text, behind, container.close());
    String added;
    if (Trivia.beginsLine(text, last.from())
        || Trivia.endsInLineComment(text, behind, container.close())) {
      String indent =
          Trivia.beginsLine(text, last.from())
              ? Trivia.indentOf(text, last.from())
              : Trivia.indentOf(text, container.from()) + layout.step();
      added = layout.newline() + indent + prefix + layout.write(value, indent);
    } else {
      var inline = new JsonLayout(layout.newline(), layout.step(), false);
      added = " " + prefix + inline.write(value, "");
    }
    if (comma >= 0) {
      return spliced(text, place, place, added + ",");
    }
    return spliced(spliced(text, place, place, added), last.to(), last.to(), ",");
  }

  /** Takes the child at {@code index} out, with its comma and the white space before it. */
  static String remove(String text, JsonSpan container, int index) {
    Child child = container.children().get(index);
    boolean first = index == 0;
    boolean last = index == container.children().size() - 1;
    int previousEnd = first ? container.from() + 1 : container.children().get(index - 1).to();
    int limit = last ? container.close() : container.children().get(index + 1).from();
    int before = first ? -1 : Trivia.comma(text, previousEnd, child.from());
    int begin = Math.max(previousEnd, before + 1);
    int start = Trivia.lastCommentEnd(text, begin, child.from());
    int comma = Trivia.comma(text, child.to(), limit);
    int end = comma < 0 ? child.to() : comma + 1;
    if (first && comma >= 0 && start == child.from()) {
      end = spacesEnd(text, end);
    }
    String kept = comma < 0 ? "" : text.substring(child.to(), comma);
    if (Trivia.endsInLineComment(text, begin, child.from()) && !beginsWithLine(text, end)) {
      start = child.from();
    }
    String without = spliced(text, start, end, kept.isBlank() ? "" : kept);
    return comma < 0 && before >= 0 ? spliced(without, before, before + 1, "") : without;
  }

  private static int spacesEnd(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static boolean beginsWithLine(String text, int from) {
    int at = spacesEnd(text, from);
    return at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r');
  }

  private static String spliced(String text, int from, int to, String added) {
    return text.substring(0, from) + added + text.substring(to);
  }
}
