package dev.muster.lab.contention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A session of Claude Code as far as its hooks see it: each call as recorded, made by the command
 * that stands in its settings.
 */
record ClaudeSession(int number, Path repo, Path settings) {
  static final String FREE = "{}";

  /** The name of its agent in the fleet. */
  String agent() {
    return "claude-0000000" + number;
  }

  JsonNode start() throws Exception {
    return call("SessionStart", said().put("source", "startup"));
  }

  JsonNode prompt() throws Exception {
    return call("UserPromptSubmit", said().put("prompt", "Make it better"));
  }

  JsonNode beforeEdit(String path) throws Exception {
    return call("PreToolUse", edit(path));
  }

  JsonNode afterEdit(String path) throws Exception {
    ObjectNode edit = edit(path);
    edit.putObject("tool_response").put("filePath", repo.resolve(path).toString());
    return call("PostToolUse", edit);
  }

  JsonNode beforeShell(String command) throws Exception {
    return call("PreToolUse", shell(command));
  }

  JsonNode afterShell(String command) throws Exception {
    ObjectNode shell = shell(command);
    shell.putObject("tool_response").put("stdout", "").put("stderr", "").put("interrupted", false);
    return call("PostToolUse", shell);
  }

  private ObjectNode edit(String path) {
    ObjectNode call = said().put("tool_name", "Edit").put("tool_use_id", "toolu_01");
    call.putObject("tool_input")
        .put("file_path", repo.resolve(path).toString())
        .put("old_string", "a")
        .put("new_string", "b")
        .put("replace_all", false);
    return call;
  }

  private ObjectNode shell(String command) {
    ObjectNode call = said().put("tool_name", "Bash").put("tool_use_id", "toolu_02");
    call.putObject("tool_input").put("command", command);
    return call;
  }

  private ObjectNode said() {
    return JsonText.object()
        .put("session_id", "0000000" + number + "-1111-4222-8333-444444444444")
        .put("transcript_path", repo.resolveSibling("transcript.jsonl").toString())
        .put("cwd", repo.toString())
        .put("permission_mode", "default");
  }

  /** What the installed command prints; missing when that is nothing. */
  private JsonNode call(String event, ObjectNode call) throws Exception {
    Path in = Files.createTempFile(repo.getParent(), "hook", ".json");
    Files.writeString(in, JsonText.write(call.put("hook_event_name", event)));
    Process process =
        new ProcessBuilder("sh", "-c", command(event))
            .directory(repo.toFile())
            .redirectInput(in.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(10, TimeUnit.SECONDS), event);
    assertEquals(0, process.exitValue(), event);
    return JsonText.read(out);
  }

  private String command(String event) throws Exception {
    String text = Files.readString(settings);
    for (JsonNode group : JsonText.read(text).path("hooks").path(event)) {
      for (JsonNode hook : group.path("hooks")) {
        String command = hook.path("command").asString("");
        if (command.contains("muster-hook")) {
          return command;
        }
      }
    }
    throw new AssertionError("no entry for " + event + " in " + text);
  }
}
