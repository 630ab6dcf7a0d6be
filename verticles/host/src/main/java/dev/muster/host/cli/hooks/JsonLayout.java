package dev.muster.host.cli.hooks;

import dev.muster.host.cli.JsonText;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * How a settings file is laid out, taken from its text: line ends, one step of indentation, and
 * whether values stand on lines of their own. New values are written the same way, which is also
 * that of {@code JSON.stringify}.
 */
record JsonLayout(String newline, String step, boolean lines) {
  private static final String STEP = "  ";

  static JsonLayout of(JsonScanner.Scanned scanned) {
    String text = scanned.text();
    JsonSpan root = scanned.root();
    boolean lines = root.children().isEmpty() || text.substring(0, root.to()).indexOf('\n') >= 0;
    String step = STEP;
    if (!root.children().isEmpty()) {
      int first = root.children().getFirst().from();
      String indent = Trivia.indentOf(text, first);
      step = Trivia.beginsLine(text, first) && !indent.isEmpty() ? indent : STEP;
    }
    int end = text.indexOf('\n');
    return new JsonLayout(end > 0 && text.charAt(end - 1) == '\r' ? "\r\n" : "\n", step, lines);
  }

  /** A value whose first line is indented already; {@code indent} is that line's own. */
  String write(JsonNode node, String indent) {
    if (!lines) {
      return inline(node);
    }
    String inner = indent + step;
    var parts = new ArrayList<String>();
    if (node.isObject()) {
      node.properties()
          .forEach(member ->
              parts.add(quoted(member.getKey()) + ": " + write(member.getValue(), inner)));
    } else if (node.isArray()) {
      node.forEach(element -> parts.add(write(element, inner)));
    } else {
      return JsonText.write(node);
    }
    String open = node.isObject() ? "{" : "[";
    String close = node.isObject() ? "}" : "]";
    return parts.isEmpty()
        ? open + close
        : open
            + newline
            + inner
            + String.join("," + newline + inner, parts)
            + newline
            + indent
            + close;
  }

  private static String inline(JsonNode node) {
    var parts = new ArrayList<String>();
    if (node.isObject()) {
      node.properties()
          .forEach(member -> parts.add(quoted(member.getKey()) + ": " + inline(member.getValue())));
      return "{" + String.join(", ", parts) + "}";
    }
    if (node.isArray()) {
      node.forEach(element -> parts.add(inline(element)));
      return "[" + String.join(", ", parts) + "]";
    }
    return JsonText.write(node);
  }

  static String quoted(String name) {
    return JsonText.write(StringNode.valueOf(name));
  }
}
