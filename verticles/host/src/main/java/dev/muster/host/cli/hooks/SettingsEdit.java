package dev.muster.host.cli.hooks;

import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.hooks.JsonScanner.Scanned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

/**
 * Our entries in the text of a settings file: put in, found and taken out again.
 *
 * <p>An entry stands in the array {@code hooks.<Event>}, either itself or, in a grouped file, in
 * the array {@code hooks} of a group that stands there.
 */
final class SettingsEdit {
  private static final String HOOKS = "hooks";
  private static final String VERSION = "version";

  /** One element to append to the array of an event. */
  record Entry(String event, JsonNode element) {}

  /** The text with our entries, and what uninstalling has to know of the text before. */
  record Installed(String text, Undo undo) {}

  /**
   * What was not there before: the containers that were made, by path, and the white space in those
   * that were there and empty.
   */
  record Undo(List<String> made, Map<String, String> inner) {
    static final Undo NOTHING = new Undo(List.of(), Map.of());

    Undo {
      made = List.copyOf(made);
      inner = Map.copyOf(inner);
    }
  }

  /** A handler of ours, the event it stands under and the matcher that it has, if any. */
  record Found(String event, JsonNode handler, @Nullable String matcher) {}

  private final List<String> made = new ArrayList<>();
  private final Map<String, String> inner = new TreeMap<>();
  private String text;

  private SettingsEdit(String text) {
    this.text = text;
  }

  /** Appends the entries; {@code versioned} files must say {@code "version": 1}. */
  static Installed install(String before, List<Entry> entries, boolean versioned) {
    var edit = new SettingsEdit(before.isBlank() ? "{}\n" : before);
    edit.requireObject();
    if (versioned && edit.root().member(VERSION).isEmpty()) {
      edit.append("", edit.root(), VERSION, IntNode.valueOf(1));
      edit.made.add(VERSION);
    }
    if (edit.root().member(HOOKS).isEmpty()) {
      edit.append("", edit.root(), HOOKS, JsonText.object());
      edit.made.add(HOOKS);
    }
    for (Entry entry : entries) {
      String path = HOOKS + "/" + entry.event();
      if (edit.event(entry.event()).isEmpty()) {
        edit.append(HOOKS, edit.hooks(), entry.event(), JsonText.array(List.of()));
        edit.made.add(path);
      }
      edit.append(path, edit.event(entry.event()).orElseThrow(), null, entry.element());
    }
    return new Installed(edit.text, new Undo(edit.made, edit.inner));
  }

  /** Every handler that is ours, in the order of the file. */
  static List<Found> find(String text, BiPredicate<String, JsonSpan> ours) {
    var found = new ArrayList<Found>();
    JsonSpan root = JsonScanner.scan(text).root();
    for (var event : root.member(HOOKS).map(JsonSpan::children).orElse(List.of())) {
      for (var element : event.value().children()) {
        String matcher = element.value().string(text, "matcher");
        element.value().member(HOOKS).map(JsonSpan::children).orElse(List.of(element)).stream()
            .map(JsonSpan.Child::value)
            .filter(handler -> ours.test(text, handler))
            .forEach(handler -> found.add(found(text, event.name(), handler, matcher)));
      }
    }
    return found;
  }

  private static Found found(String text, String event, JsonSpan handler, String matcher) {
    return new Found(event, handler.node(text), matcher.isEmpty() ? null : matcher);
  }

  /** Takes every handler of ours out, and what {@link #install} made for them and is empty now. */
  static String uninstall(String text, BiPredicate<String, JsonSpan> ours, Undo undo) {
    var edit = new SettingsEdit(text);
    while (edit.removeOne(ours)) {
      // Each removal moves the places of what stands behind it.
    }
    for (String path : undo.made()) {
      if (path.startsWith(HOOKS + "/")) {
        edit.removeEmpty(HOOKS, path.substring(HOOKS.length() + 1));
      }
    }
    if (undo.made().contains(HOOKS)) {
      edit.removeEmpty("", HOOKS);
    }
    // Hooks that the user added to a file of ours need the version; those of before did without.
    boolean needed = undo.made().contains(HOOKS) && edit.root().member(HOOKS).isPresent();
    if (undo.made().contains(VERSION) && !needed) {
      edit.removeMember(edit.root(), VERSION);
    }
    edit.restoreInner(undo.inner());
    return edit.text;
  }

  private boolean removeOne(BiPredicate<String, JsonSpan> ours) {
    for (var event : root().member(HOOKS).map(JsonSpan::children).orElse(List.of())) {
      JsonSpan elements = event.value();
      for (int i = 0; i < elements.children().size(); i++) {
        JsonSpan element = elements.children().get(i).value();
        Optional<JsonSpan> group = element.member(HOOKS).filter(JsonSpan::isArray);
        if (group.isEmpty() && ours.test(text, element)) {
          text = JsonEdit.remove(text, elements, i);
          return true;
        }
        int own = group.isEmpty() ? -1 : indexOf(group.get(), ours);
        if (own >= 0) {
          boolean alone = group.orElseThrow().children().size() == 1;
          text =
              alone
                  ? JsonEdit.remove(text, elements, i)
                  : JsonEdit.remove(text, group.orElseThrow(), own);
          return true;
        }
      }
    }
    return false;
  }

  private int indexOf(JsonSpan handlers, BiPredicate<String, JsonSpan> ours) {
    for (int i = 0; i < handlers.children().size(); i++) {
      if (ours.test(text, handlers.children().get(i).value())) {
        return i;
      }
    }
    return -1;
  }

  private void removeEmpty(String path, String name) {
    var container = path.isEmpty() ? Optional.of(root()) : root().member(path);
    boolean empty =
        container
            .flatMap(parent -> parent.member(name))
            .filter(value -> value.isObject() || value.isArray())
            .filter(value -> text.substring(value.from() + 1, value.close()).isBlank())
            .isPresent();
    if (empty) {
      removeMember(container.orElseThrow(), name);
    }
  }

  private void removeMember(JsonSpan container, String name) {
    for (int i = 0; i < container.children().size(); i++) {
      if (container.children().get(i).name().equals(name)) {
        text = JsonEdit.remove(text, container, i);
        return;
      }
    }
  }

  /** Gives containers that were empty before and are again their own white space back. */
  private void restoreInner(Map<String, String> spaces) {
    for (String path : List.copyOf(new TreeMap<>(spaces).descendingKeySet())) {
      at(path)
          .filter(span -> span.children().isEmpty())
          .filter(span -> sameBesideSpace(span, spaces.getOrDefault(path, "")))
          .ifPresent(span ->
              text =
                  text.substring(0, span.from() + 1)
                      + spaces.getOrDefault(path, "")
                      + text.substring(span.close()));
    }
  }

  private boolean sameBesideSpace(JsonSpan span, String before) {
    return text.substring(span.from() + 1, span.close()).strip().equals(before.strip());
  }

  private Optional<JsonSpan> at(String path) {
    Optional<JsonSpan> span = Optional.of(root());
    for (String name : path.isEmpty() ? List.<String>of() : List.of(path.split("/", 2))) {
      span = span.flatMap(parent -> parent.member(name));
    }
    return span.filter(value -> value.isObject() || value.isArray());
  }

  private void append(String path, JsonSpan container, @Nullable String name, JsonNode value) {
    Scanned scanned = JsonScanner.scan(text);
    if (container.children().isEmpty() && !made.contains(path)) {
      inner.putIfAbsent(path, text.substring(container.from() + 1, container.close()));
    }
    text = JsonEdit.append(text, container, name, value, JsonLayout.of(scanned));
  }

  private void requireObject() {
    JsonSpan root = root();
    if (!root.isObject()) {
      throw new IllegalArgumentException("expected an object, found " + root.kind());
    }
    JsonSpan hooks = root.member(HOOKS).orElse(root);
    if (!hooks.isObject()) {
      throw new IllegalArgumentException("expected hooks to be an object");
    }
    if (root.repeats(HOOKS)) {
      throw new IllegalArgumentException("hooks stands twice; keep one of them");
    }
  }

  private JsonSpan root() {
    return JsonScanner.scan(text).root();
  }

  private JsonSpan hooks() {
    return root().member(HOOKS).orElseThrow();
  }

  private Optional<JsonSpan> event(String event) {
    JsonSpan hooks = hooks();
    if (hooks.repeats(event)) {
      throw new IllegalArgumentException("hooks." + event + " stands twice; keep one of them");
    }
    Optional<JsonSpan> found = hooks.member(event);
    if (found.isPresent() && !found.get().isArray()) {
      throw new IllegalArgumentException("expected hooks." + event + " to be an array");
    }
    return found;
  }
}
