package dev.muster.lab.bench;

import dev.muster.host.cli.JsonText;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/** What the hooks of one coding agent's session post, in the form of Claude Code. */
public record HookCalls(String session, Path worktree) {
  static final String STARTED = "/hooks/claude/SessionStart";
  static final String BEFORE_EDIT = "/hooks/claude/PreToolUse";
  static final String AFTER_EDIT = "/hooks/claude/PostToolUse";

  /** About as much as an edit of some lines replaces. */
  private static final String LINES =
      "    return queue.stream().map(Task::title).toList();\n".repeat(8);

  String started() {
    return JsonText.write(call("SessionStart").put("source", "startup"));
  }

  /** The agent asks whether it may edit; {@code path} is relative to the worktree. */
  String beforeEdit(String path) {
    return JsonText.write(edit("PreToolUse", path));
  }

  String afterEdit(String path) {
    ObjectNode call = edit("PostToolUse", path);
    call.putObject("tool_response")
        .put("filePath", worktree.resolve(path).toString())
        .put("oldString", LINES)
        .put("newString", LINES);
    return JsonText.write(call);
  }

  /** A call about an edit; {@code path} is relative to the worktree. */
  public ObjectNode edit(String event, String path) {
    ObjectNode call = call(event).put("tool_name", "Edit").put("tool_use_id", "toolu_" + session);
    call.putObject("tool_input")
        .put("file_path", worktree.resolve(path).toString())
        .put("old_string", LINES)
        .put("new_string", LINES)
        .put("replace_all", false);
    return call;
  }

  /** A call of an event that has nothing more to say. */
  public ObjectNode call(String event) {
    return JsonText.object()
        .put("session_id", session)
        .put("cwd", worktree.toString())
        .put("permission_mode", "default")
        .put("hook_event_name", event);
  }

  /** Whether the answer to a call before an edit forbids it. */
  static boolean denies(String answer) {
    return JsonText.read(answer)
        .at("/hookSpecificOutput/permissionDecision")
        .asString("")
        .equals("deny");
  }
}
