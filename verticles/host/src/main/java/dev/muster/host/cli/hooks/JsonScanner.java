package dev.muster.host.cli.hooks;

import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.hooks.JsonSpan.Child;
import dev.muster.host.cli.hooks.JsonSpan.Kind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Finds the spans of a JSON text. Comments and trailing commas are tolerated, because some agents
 * accept them in their settings; {@link Scanned#strict} says whether there were any.
 */
final class JsonScanner {
  /** A text and the span of its one value. */
  record Scanned(String text, JsonSpan root, boolean strict) {}

  private static final int DEPTH_MAX = 100;

  private final String text;
  private int at;
  private int depth;
  private boolean strict = true;

  private JsonScanner(String text) {
    this.text = text;
  }

  /** Throws {@link IllegalArgumentException} with the line when the text is no JSON. */
  static Scanned scan(String text) {
    var scanner = new JsonScanner(text);
    if (text.startsWith("\ufeff")) {
      scanner.at = 1;
    }
    scanner.trivia();
    JsonSpan root = scanner.value();
    scanner.trivia();
    if (scanner.at < text.length()) {
      throw scanner.unexpected("the end");
    }
    return new Scanned(text, root, scanner.strict);
  }

  static String decoded(String text, JsonSpan string) {
    String quoted = text.substring(string.from(), string.to());
    return quoted.indexOf('\\') < 0
        ? quoted.substring(1, quoted.length() - 1)
        : JsonText.read(quoted).asString("");
  }

  static JsonNode node(String text, JsonSpan span) {
    return switch (span.kind()) {
      case OBJECT -> {
        var object = JsonText.object();
        span.children().forEach(child -> object.set(child.name(), node(text, child.value())));
        yield object;
      }
      case ARRAY -> {
        var array = JsonText.array(List.of());
        span.children().forEach(child -> array.add(node(text, child.value())));
        yield array;
      }
      case STRING, OTHER -> JsonText.read(text.substring(span.from(), span.to()));
    };
  }

  private JsonSpan value() {
    return switch (peek()) {
      case '{' -> container(Kind.OBJECT, '}');
      case '[' -> container(Kind.ARRAY, ']');
      case '"' -> string();
      default -> literal();
    };
  }

  private JsonSpan container(Kind kind, char close) {
    if (++depth > DEPTH_MAX) {
      throw unexpected("at most " + DEPTH_MAX + " levels");
    }
    int from = at++;
    var children = new ArrayList<Child>();
    trivia();
    while (peek() != close) {
      children.add(kind == Kind.OBJECT ? member() : element());
      trivia();
      if (peek() == ',') {
        at++;
        trivia();
        strict &= peek() != close;
      } else if (peek() != close) {
        throw unexpected("',' or '" + close + "'");
      }
    }
    at++;
    depth--;
    return new JsonSpan(kind, from, at, children);
  }

  private Child member() {
    if (peek() != '"') {
      throw unexpected("a name in quotes");
    }
    JsonSpan name = string();
    trivia();
    if (peek() != ':') {
      throw unexpected("':'");
    }
    at++;
    trivia();
    return new Child(decoded(text, name), name.from(), value());
  }

  private Child element() {
    int from = at;
    return new Child("", from, value());
  }

  private JsonSpan string() {
    int from = at++;
    while (peek() != '"') {
      if (peek() < ' ') {
        throw unexpected("'\"'");
      }
      at += peek() == '\\' ? 2 : 1;
    }
    at++;
    return leaf(Kind.STRING, from);
  }

  private JsonSpan literal() {
    int from = at;
    while (at < text.length() && "{}[],:\"/ \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return leaf(Kind.OTHER, from);
  }

  private JsonSpan leaf(Kind kind, int from) {
    int to = at;
    boolean good = to <= text.length() && to > from && reads(text.substring(from, to));
    if (!good) {
      at = from;
      throw unexpected("a value");
    }
    return new JsonSpan(kind, from, to, List.of());
  }

  private static boolean reads(String leaf) {
    if (leaf.startsWith("\"") && leaf.indexOf('\\') < 0) {
      return true;
    }
    try {
      JsonText.read(leaf);
      return true;
    } catch (JacksonException e) {
      return false;
    }
  }

  private void trivia() {
    int end = Trivia.skip(text, at);
    strict &= Trivia.lastCommentEnd(text, at, end) == at;
    at = end;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private IllegalArgumentException unexpected(String expected) {
    int end = Math.min(at, text.length());
    long line = text.substring(0, end).chars().filter(c -> c == '\n').count() + 1;
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return new IllegalArgumentException(
        "line " + line + ": expected " + expected + ", found " + found);
  }
}
