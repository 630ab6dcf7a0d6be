package dev.muster.host.cli.hooks;

import dev.muster.contract.Vendor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What one vendor's settings look like, after its documentation of November 2026.
 *
 * <p>Sources: code.claude.com/docs/en/hooks (2.1.x); openai/codex,
 * codex-rs/config/src/hook_config.rs and codex-rs/hooks, developers.openai.com/codex/hooks;
 * github/docs, content/copilot/reference/hooks-reference.md; cursor.com/docs/agent/hooks;
 * google-gemini/gemini-cli, docs/hooks/reference.md.
 */
record AgentSettings(
    Vendor vendor,
    Names names,
    SequencedMap<Moment, String> events,
    Tools tools,
    Form form,
    List<String> remarks) {
  /** Where the user's file is, by folder, its variable and name, and the project's local one. */
  record Names(String title, String variable, String folder, String file, String project) {}

  /** The names of the editing and of the shell tools, as alternatives of a regular expression. */
  record Tools(String editing, String shell, boolean anchored) {
    /** Editing tools of MCP servers. */
    private static final String MCP =
        "|mcp__.+__(write_file|edit_file|create_text_file|(replace|insert|delete)_.+)";

    /** For agents that search a name for the expression, and name MCP tools by their server. */
    static Tools searched(String editing, String shell) {
      return new Tools(editing + MCP, shell, true);
    }

    /** For agents that compare the whole name. */
    static Tools compared(String editing, String shell) {
      return new Tools(editing, shell, false);
    }

    String editingMatcher() {
      return matcher(editing);
    }

    String shellMatcher() {
      return matcher(shell);
    }

    String anyMatcher() {
      return matcher(editing + "|" + shell);
    }

    private String matcher(String names) {
      return anchored ? "^(" + names + ")$" : names;
    }
  }

  /** How entries are written in this file, and whether the agent accepts comments in it. */
  enum Form {
    CLAUDE(true, false),
    CODEX(true, false),
    COPILOT(false, false),
    CURSOR(false, false),
    GEMINI(true, true);

    private final boolean grouped;
    private final boolean comments;

    Form(boolean grouped, boolean comments) {
      this.grouped = grouped;
      this.comments = comments;
    }

    boolean grouped() {
      return grouped;
    }

    boolean comments() {
      return comments;
    }

    boolean versioned() {
      return !grouped;
    }
  }

  private static final String RESTART =
      "A session that already runs keeps the hooks it started with: start it anew.";

  private static final AgentSettings CLAUDE =
      new AgentSettings(
          Vendor.CLAUDE,
          new Names(
              "Claude Code",
              "CLAUDE_CONFIG_DIR",
              ".claude",
              "settings.json",
              ".claude/settings.local.json"),
          events(
              "SessionStart UserPromptSubmit PreToolUse PostToolUse PostToolUseFailure"
                  + " SubagentStart SubagentStop Stop SessionEnd"),
          Tools.searched("Edit|MultiEdit|Write|NotebookEdit", "Bash"),
          Form.CLAUDE,
          List.of(
              RESTART,
              "GitHub Copilot CLI and Cursor can read .claude settings of a project too; a call"
                  + " then comes from both."));

  private static final AgentSettings CODEX =
      new AgentSettings(
          Vendor.CODEX,
          new Names("Codex CLI", "CODEX_HOME", ".codex", "hooks.json", ".codex/hooks.json"),
          events(
              "SessionStart UserPromptSubmit PreToolUse PostToolUse - SubagentStart SubagentStop"
                  + " Stop SessionEnd"),
          Tools.searched(
              "apply_patch|Edit|Write", "Bash|shell|local_shell|shell_command|exec_command"),
          Form.CODEX,
          List.of(
              "Codex runs a new or changed hook only after you trusted it: open /hooks in Codex."
                  + " Until then it skips it without a word.",
              "Codex loads a project's hooks only when the project is trusted, and has no local"
                  + " file: .codex/hooks.json is the shared one."));

  private static final AgentSettings COPILOT =
      new AgentSettings(
          Vendor.COPILOT,
          new Names(
              "GitHub Copilot CLI",
              "COPILOT_HOME",
              ".copilot",
              "hooks/muster.json",
              ".github/hooks/muster.local.json"),
          events(
              "sessionStart userPromptSubmitted preToolUse postToolUse postToolUseFailure"
                  + " subagentStart subagentStop agentStop sessionEnd"),
          Tools.compared("edit|create|str_replace_editor|str_replace|apply_patch", "bash"),
          Form.COPILOT,
          List.of(
              RESTART,
              "Copilot drops what a prompt hook says, so the request to declare files reaches it"
                  + " only at the start of a session."));

  private static final AgentSettings CURSOR =
      new AgentSettings(
          Vendor.CURSOR,
          new Names("Cursor", "", ".cursor", "hooks.json", ".cursor/hooks.json"),
          events(
              "sessionStart beforeSubmitPrompt preToolUse postToolUse postToolUseFailure"
                  + " subagentStart subagentStop stop sessionEnd"),
          Tools.compared("Write|Edit|MultiEdit|StrReplace|ApplyPatch|Delete|EditNotebook", "Shell"),
          Form.CURSOR,
          List.of(
              "Edits by Cursor's Tab completion come after the fact and are not blocked.",
              "Cursor has no local file for a project: .cursor/hooks.json is the shared one."));

  private static final AgentSettings GEMINI =
      new AgentSettings(
          Vendor.GEMINI,
          new Names(
              "Gemini CLI", "GEMINI_CLI_HOME", ".gemini", "settings.json", ".gemini/settings.json"),
          events("SessionStart BeforeAgent BeforeTool AfterTool - - - AfterAgent SessionEnd"),
          Tools.searched("write_file|replace|edit", "run_shell_command"),
          Form.GEMINI,
          List.of(
              RESTART,
              "Gemini has no events for sub-agents: their edits count as the session's.",
              "Gemini has no local file for a project: .gemini/settings.json is the shared one."));

  static final List<AgentSettings> ALL = List.of(CLAUDE, CODEX, COPILOT, CURSOR, GEMINI);

  static AgentSettings of(Vendor vendor) {
    return switch (vendor) {
      case CLAUDE -> CLAUDE;
      case CODEX -> CODEX;
      case COPILOT -> COPILOT;
      case CURSOR -> CURSOR;
      case GEMINI -> GEMINI;
    };
  }

  /** One name for each moment in their order; a dash where the vendor has none. */
  private static SequencedMap<Moment, String> events(String names) {
    var events = new LinkedHashMap<Moment, String>();
    var name = List.of(names.split(" ", -1)).iterator();
    for (Moment moment : Moment.values()) {
      String event = name.next();
      if (!event.equals("-")) {
        events.put(moment, event);
      }
    }
    return events;
  }

  /** The file of a person, for all of their projects. */
  Path userFile(Places places) {
    boolean wholeHome = names.variable().equals("GEMINI_CLI_HOME");
    Path folder =
        wholeHome
            ? places.folder(names.variable(), "").resolve(names.folder())
            : places.folder(names.variable(), names.folder());
    return folder.normalize().resolve(names.file());
  }

  /** The file of one checkout that the vendor means to stay out of git, or its only one. */
  Path projectFile(Path checkout) {
    return checkout.resolve(names.project());
  }

  String event(Moment moment) {
    return Optional.ofNullable(events.get(moment)).orElse("");
  }
}
