package dev.muster.host.hooks;

import dev.muster.contract.Vendor;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How one vendor spells its events and tools; spelling is compared without case. Sources: Claude
 * Code hooks reference 2.1; openai/codex {@code codex-rs/hooks}; GitHub Copilot hooks reference
 * (camelCase and VS Code form) and hooks configuration; Cursor hooks 1.7 to 3.1; Gemini CLI hooks
 * reference. Where two versions disagree, both are here.
 */
record Vocabulary(Map<String, Moment> events, Set<String> edits, Set<String> shells) {
  /** When a hook is called. */
  enum Moment {
    SESSION_START,
    PROMPT,
    BEFORE_TOOL,
    AFTER_TOOL,
    TOOL_FAILED,
    BEFORE_SHELL,
    AFTER_SHELL,
    AFTER_EDIT,
    SUBAGENT_STOP,
    STOP,
    SESSION_END,
    OTHER
  }

  /** Events that several vendors spell the same. */
  private static final Map<String, Moment> COMMON =
      Map.of(
          "sessionstart", Moment.SESSION_START,
          "userpromptsubmit", Moment.PROMPT,
          "pretooluse", Moment.BEFORE_TOOL,
          "posttooluse", Moment.AFTER_TOOL,
          "posttoolusefailure", Moment.TOOL_FAILED,
          "subagentstop", Moment.SUBAGENT_STOP,
          "stop", Moment.STOP,
          "sessionend", Moment.SESSION_END);

  /** Editing tools of MCP servers, by the last part of {@code mcp__server__tool}. */
  private static final Set<String> MCP_EDITS =
      words(
          "write_file edit_file create_text_file replace_content replace_lines delete_lines"
              + " insert_at_line replace_symbol_body insert_after_symbol insert_before_symbol");

  private static final Vocabulary CLAUDE =
      new Vocabulary(
          with(COMMON, Map.of("stopfailure", Moment.STOP)),
          words("edit multiedit write notebookedit"),
          words("bash powershell"));

  private static final Vocabulary CODEX =
      new Vocabulary(
          COMMON,
          words("apply_patch edit write"),
          words("bash shell local_shell shell_command exec_command unified_exec"));

  private static final Vocabulary COPILOT =
      new Vocabulary(
          with(COMMON, Map.of("userpromptsubmitted", Moment.PROMPT, "agentstop", Moment.STOP)),
          words(
              "edit create write multiedit notebookedit str_replace_editor str_replace apply_patch"
                  + " editfiles createfile create_file edit_file insert_edit_into_file"
                  + " replace_string_in_file multi_replace_string_in_file edit_notebook_file"),
          words("bash powershell shell run_in_terminal runinterminal"));

  private static final Vocabulary CURSOR =
      new Vocabulary(
          with(
              COMMON,
              Map.of(
                  "beforesubmitprompt", Moment.PROMPT,
                  "beforeshellexecution", Moment.BEFORE_SHELL,
                  "aftershellexecution", Moment.AFTER_SHELL,
                  "afterfileedit", Moment.AFTER_EDIT)),
          words(
              "write strreplace edit multiedit delete applypatch apply_patch edit_file"
                  + " search_replace delete_file editnotebook edit_notebook"),
          words("shell bash run_terminal_cmd"));

  private static final Vocabulary GEMINI =
      new Vocabulary(
          with(
              COMMON,
              Map.of(
                  "beforeagent", Moment.PROMPT,
                  "beforetool", Moment.BEFORE_TOOL,
                  "aftertool", Moment.AFTER_TOOL,
                  "afteragent", Moment.STOP)),
          words("write_file replace edit"),
          words("run_shell_command shell"));

  static Vocabulary of(Vendor vendor) {
    return switch (vendor) {
      case CLAUDE -> CLAUDE;
      case CODEX -> CODEX;
      case COPILOT -> COPILOT;
      case CURSOR -> CURSOR;
      case GEMINI -> GEMINI;
    };
  }

  Moment moment(String event) {
    return events.getOrDefault(event.toLowerCase(Locale.ROOT), Moment.OTHER);
  }

  boolean edits(String tool) {
    String name = tool.toLowerCase(Locale.ROOT);
    int server = name.startsWith("mcp__") ? name.lastIndexOf("__") : -1;
    return server >= 0
        ? MCP_EDITS.contains(name.substring(server + 2))
        : edits.contains(bare(name));
  }

  boolean runsShell(String tool) {
    return shells.contains(bare(tool.toLowerCase(Locale.ROOT)));
  }

  private static String bare(String name) {
    return name.startsWith("functions.") ? name.substring("functions.".length()) : name;
  }

  private static Set<String> words(String words) {
    return Set.of(words.split(" ", -1));
  }

  private static Map<String, Moment> with(Map<String, Moment> common, Map<String, Moment> own) {
    var all = new HashMap<>(common);
    all.putAll(own);
    return Map.copyOf(all);
  }
}
