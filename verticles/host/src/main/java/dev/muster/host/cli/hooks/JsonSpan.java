package dev.muster.host.cli.hooks;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One value of a JSON text and where it stands: {@code from} is its first character, {@code to} the
 * one behind its last.
 */
record JsonSpan(Kind kind, int from, int to, List<Child> children) {
  /** What a value is, as far as an editor has to know. */
  enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    OTHER
  }

  /** A member of an object from its name on, or an element of an array, whose name is empty. */
  record Child(String name, int from, JsonSpan value) {
    int to() {
      return value.to();
    }
  }

  JsonSpan {
    children = List.copyOf(children);
  }

  /** Where the closing bracket of an object or array stands. */
  int close() {
    return to - 1;
  }

  boolean isObject() {
    return kind == Kind.OBJECT;
  }

  boolean isArray() {
    return kind == Kind.ARRAY;
  }

  Optional<JsonSpan> member(String name) {
    return children.stream()
        .filter(child -> isObject() && child.name().equals(name))
        .map(Child::value)
        .findFirst();
  }

  /** The member's text when it is a string, else an empty one. */
  String string(String text, String name) {
    return member(name)
        .filter(value -> value.kind() == Kind.STRING)
        .map(value -> JsonScanner.decoded(text, value))
        .orElse("");
  }

  /** True when an object says a name twice, so that nobody knows which one counts. */
  boolean repeats(String name) {
    return children.stream().filter(child -> child.name().equals(name)).count() > 1;
  }

  /** The value as a reader that tolerates comments understands it. */
  JsonNode node(String text) {
    return JsonScanner.node(text, this);
  }
}
