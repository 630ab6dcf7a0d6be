package dev.muster.host.hooks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a tool is asked to do, and how it went. */
record ToolReading(Vocabulary vocabulary, TestCommands tests) {
  private static final List<String> PATHS =
      List.of(
          "file_path",
          "filePath",
          "path",
          "notebook_path",
          "notebookPath",
          "target_file",
          "target_notebook",
          "relative_path");

  private static final List<String> LISTS =
      List.of("files", "paths", "file_paths", "edits", "replacements", "operations");

  private static final List<String> PATCHES = List.of("command", "patch", "input", "patchText");
  private static final String[] COMMANDS = {"command", "cmd", "script"};
  private static final String[] FOLDERS = {"workdir", "working_directory", "cwd"};

  /** The lines of a patch that name files. */
  private static final Pattern NAMED =
      Pattern.compile("(?m)^\\*\\*\\* (?:(?:Add|Update|Delete) File|Move to): (.+?)\\s*$");

  private static final Pattern EXIT =
      Pattern.compile(
          "(?im)^<?(?:process |command )?"
              + "exit(?:ed with(?: non-zero)?(?: exit| status)?)? code:? (\\d{1,3})\\b");

  private static final String[] EXIT_FIELDS = {
    "exit_code", "exitCode", "exit_status", "exitStatus", "returncode", "return_code"
  };
  private static final Set<String> FAILURES =
      Set.of("failure", "failed", "error", "denied", "rejected", "cancelled");

  private static final int PATHS_MAX = 1_000;

  /** The call of a tool by its name and its input. */
  Tool tool(String name, JsonNode input, String cwd) {
    boolean shell = vocabulary.runsShell(name);
    Set<String> paths = new LinkedHashSet<>();
    if (vocabulary.edits(name) && !input.path("command").asString("").equals("view")) {
      collect(input, paths);
    } else if (shell) {
      patched(command(input), paths);
    }
    return new Tool(
        folder(input, cwd),
        paths.stream().limit(PATHS_MAX).toList(),
        shell,
        shell && tests.decides(command(input)));
  }

  private static String folder(JsonNode input, String cwd) {
    for (String name : FOLDERS) {
      String folder = input.path(name).asString("");
      if (folder.startsWith("/")) {
        return folder;
      }
    }
    return cwd;
  }

  private static void collect(JsonNode input, Set<String> paths) {
    if (input.isString()) {
      patched(input.asString(), paths);
      return;
    }
    for (String name : PATHS) {
      String path = input.path(name).asString("");
      if (!path.isEmpty()) {
        paths.add(path);
        break;
      }
    }
    PATCHES.forEach(name -> patched(input.path(name).asString(""), paths));
    for (String name : LISTS) {
      for (JsonNode one : input.path(name)) {
        if (one.isString()) {
          paths.add(one.asString());
        } else if (one.isObject()) {
          collect(one, paths);
        }
      }
    }
  }

  private static void patched(String text, Set<String> paths) {
    if (text.contains("*** ")) {
      NAMED.matcher(text).results().forEach(found -> paths.add(found.group(1)));
    }
  }

  /** A command is one text or a list of words, of which a shell's last is the command itself. */
  private static String command(JsonNode input) {
    JsonNode command = Fields.value(input, COMMANDS);
    if (!command.isArray()) {
      return command.asString("");
    }
    List<String> words = new ArrayList<>();
    command.forEach(word -> words.add(word.asString("")));
    boolean wrapped = words.size() == 3 && words.get(1).matches("-\\w*c");
    return wrapped ? words.get(2) : words.stream().collect(Collectors.joining(" "));
  }

  /** Whether a tool that ended did what it was asked. */
  static boolean succeeded(JsonNode response) {
    JsonNode error = response.path("error");
    boolean failed =
        (error.isString() && !error.asString().isBlank())
            || (error.isObject() && !error.isEmpty())
            || response.path("success").asString("").equals("false")
            || response.path("is_error").asBoolean(false)
            || response.path("isError").asBoolean(false)
            || FAILURES.contains(kind(response))
            || response.asString("").startsWith("apply_patch verification failed");
    return !failed;
  }

  private static String kind(JsonNode response) {
    JsonNode kind = Fields.value(response, "resultType", "result_type", "status");
    return kind.asString("").toLowerCase(Locale.ROOT);
  }

  /** The exit code that a shell's result tells, in a field or in its own words; null when none. */
  static @Nullable Integer exitCode(JsonNode response) {
    for (JsonNode place : List.of(response, response.path("metadata"))) {
      JsonNode value = Fields.value(place, EXIT_FIELDS);
      if (value.isInt()) {
        return value.intValue();
      }
    }
    JsonNode said =
        response.isString()
            ? response
            : Fields.value(
                response, "textResultForLlm", "text_result_for_llm", "llmContent", "output");
    return exitCode(said.asString(""));
  }

  /**
   * The exit code that a text tells: in its first line, or else the last of all, because what the
   * command itself printed comes before it.
   */
  static @Nullable Integer exitCode(String said) {
    List<MatchResult> found = EXIT.matcher(said).results().toList();
    if (found.isEmpty()) {
      return null;
    }
    MatchResult told = found.getFirst().start() == 0 ? found.getFirst() : found.getLast();
    return Integer.valueOf(told.group(1));
  }
}
