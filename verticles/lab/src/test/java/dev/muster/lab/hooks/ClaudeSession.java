package dev.muster.lab.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.JsonText;
import dev.muster.lab.bench.HookCalls;
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
    return post(calls().call("SessionStart").put("source", "startup"));
  }

  JsonNode prompt() throws Exception {
    return post(calls().call("UserPromptSubmit").put("prompt", "Make it better"));
  }

  JsonNode beforeEdit(String path) throws Exception {
    return post(calls().edit("PreToolUse", path));
  }

  JsonNode afterEdit(String path) throws Exception {
    ObjectNode edit = calls().edit("PostToolUse", path);
    edit.putObject("tool_response").put("filePath", repo.resolve(path).toString());
    return post(edit);
  }

  JsonNode beforeShell(String command) throws Exception {
    return post(shell("PreToolUse", command));
  }

  JsonNode afterShell(String command) throws Exception {
    ObjectNode shell = shell("PostToolUse", command);
    shell.putObject("tool_response").put("stdout", "").put("stderr", "").put("interrupted", false);
    return post(shell);
  }

  private ObjectNode shell(String event, String command) {
    ObjectNode call = calls().call(event).put("tool_name", "Bash").put("tool_use_id", "toolu_02");
    call.putObject("tool_input").put("command", command);
    return call;
  }

  private HookCalls calls() {
    return new HookCalls("0000000" + number + "-1111-4222-8333-444444444444", repo);
  }

  /** What the installed command prints; missing when that is nothing. */
  private JsonNode post(ObjectNode call) throws Exception {
    String event = call.path("hook_event_name").asString();
    call.put("transcript_path", repo.resolveSibling("transcript.jsonl").toString());
    Path in = Files.createTempFile(repo.getParent(), "hook", ".json");
    Files.writeString(in, JsonText.write(call));
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
