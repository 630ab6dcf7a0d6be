// SPDX-License-Identifier: Apache-2.0
package dev.muster.bundled.hooks;

import dev.muster.plugin.EditFacts;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.OutcomeFacts;
import dev.muster.plugin.Phase;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a command is told of a call: by names in its words, in its environment, and as JSON. */
final class Facts {
  private static final Pattern NAME = Pattern.compile("\\{([a-z][a-z_.]*)}");

  /** The kernel takes 128 KiB in a word; JSON has the whole. */
  private static final int WORD_MAX = 30_000;

  private final HookInput input;
  private final Map<String, String> named = new TreeMap<>();

  Facts(HookInput input) {
    this.input = input;
    names("", input.getClass(), input, named);
    named.put("phase", input.phase().toString());
  }

  /** Refuses a name that no call of that phase has. */
  static void refuseUnknown(Phase phase, List<String> words) {
    var known = new TreeMap<String, String>(Map.of("phase", ""));
    names("", phase.input(), null, known);
    words.stream()
        .flatMap(word -> NAME.matcher(word).results())
        .map(match -> match.group(1))
        .filter(name -> !known.containsKey(name))
        .findFirst()
        .ifPresent(name -> {
          throw new IllegalArgumentException(
              phase + ": expected one of " + new TreeSet<>(known.keySet()) + ", found " + name);
        });
  }

  /** Also of a type alone: what is not there has a name and no value. */
  private static void names(
      String prefix, Class<?> type, @Nullable Object record, Map<String, String> into) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + JsonLine.snake(component.getName());
      Object value = record == null ? null : JsonLine.value(component, record);
      if (component.getType().isRecord()) {
        names(name + ".", component.getType(), value, into);
      } else if (!Map.class.isAssignableFrom(component.getType())) {
        into.put(name, word(value));
      }
    }
    if (type == EditFacts.class) {
      into.put("file", record instanceof EditFacts edit ? edit.worktree() + "/" + edit.path() : "");
    } else if (type == OutcomeFacts.class) {
      boolean succeeded = record instanceof OutcomeFacts o && o.result().equals("succeeded");
      into.put("success", Boolean.toString(succeeded));
    }
  }

  private static String word(@Nullable Object value) {
    String text =
        value instanceof List<?> list
            ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
            : value == null ? "" : value.toString();
    return text.substring(0, Math.min(text.length(), WORD_MAX)).replace("\0", "");
  }

  /** The words with the values of this call for names. */
  List<String> filled(List<String> words) {
    return words.stream()
        .map(word ->
            NAME.matcher(word)
                .replaceAll(
                    match -> Matcher.quoteReplacement(named.getOrDefault(match.group(1), ""))))
        .toList();
  }

  /** Those of the host's variables, and each name as MUSTER_TASK_ID. */
  Map<String, String> environment(List<String> kept) {
    Map<String, String> all = new TreeMap<>(new ProcessBuilder().environment());
    all.keySet().retainAll(kept);
    named.forEach((name, value) ->
        all.put("MUSTER_" + name.replace('.', '_').toUpperCase(Locale.ROOT), value));
    return all;
  }

  /** Where the edit is, when it is one; {@code otherwise} where there is no such folder. */
  Path place(Path otherwise) {
    Path worktree = Path.of(named.getOrDefault("edit.worktree", ""));
    return worktree.isAbsolute() && Files.isDirectory(worktree) ? worktree : otherwise;
  }

  /** One line: ours, and beside it what hooks of coding agents read. */
  String json() {
    var call = new LinkedHashMap<String, Object>();
    call.put("phase", input.phase().toString());
    call.put("plugin", "command-hooks");
    call.put("input", input);
    switch (input) {
      case HookInput.PreEdit it -> edit(call, "PreToolUse", it.edit());
      case HookInput.PostEdit it -> edit(call, "PostToolUse", it.edit());
      case HookInput.PreTask it -> {
        call.put("hook_event_name", "UserPromptSubmit");
        call.put("session_id", it.session());
        call.put("prompt", word(it.task().text()));
      }
      default -> {}
    }
    return JsonLine.of(call);
  }

  private void edit(Map<String, Object> call, String event, EditFacts edit) {
    call.put("hook_event_name", event);
    call.put("session_id", edit.session());
    call.put("cwd", edit.worktree());
    call.put("tool_name", edit.tool());
    call.put("tool_input", Map.of("file_path", named.getOrDefault("file", "")));
  }
}
