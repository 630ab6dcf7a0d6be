package dev.muster.host.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Refused;
import dev.muster.contract.Vendor;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is understood of each vendor's calls, as recorded. */
final class HookReaderTest {
  private static final List<String> TESTS =
      List.of("npm test", "cargo test", "pytest", "go test", "make test");
  private static final HookReader READER = new HookReader(new HookOptions(false, TESTS, 1000));
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path CWD = Path.of("/w");

  /** Each call of a vendor in short: moment, files, shell, test, success, exit code, sub-agent. */
  private static String understood(String vendor) {
    return Recorded.all(vendor).stream()
        .map(call -> call.name() + ": " + brief(read(call)) + "\n")
        .collect(Collectors.joining());
  }

  private static HookCall read(Recorded call) {
    return READER.read(Vendor.named(call.vendor()).orElseThrow(), call.event(), call.in(CWD));
  }

  private static String brief(HookCall call) {
    return switch (call) {
      case HookCall.SessionStart start -> "session start" + who(start.caller());
      case HookCall.Prompt prompt -> "prompt of " + prompt.bytes() + who(prompt.caller());
      case HookCall.BeforeTool before -> "before" + tool(before.tool()) + who(before.caller());
      case HookCall.AfterTool after ->
          (after.succeeded() ? "after" : "failed")
              + tool(after.tool())
              + (after.exitCode() == null ? "" : " exit " + after.exitCode())
              + who(after.caller());
      case HookCall.SubagentStop stop -> "subagent stop" + who(stop.caller());
      case HookCall.Stop stop -> "stop" + who(stop.caller());
      case HookCall.SessionEnd end -> "session end " + end.reason() + who(end.caller());
      case HookCall.Other other -> "other";
    };
  }

  private static String tool(Tool tool) {
    return (tool.shell() ? " shell" : "")
        + (tool.test() ? " test" : "")
        + (tool.paths().isEmpty() ? "" : " " + tool.paths())
        + (tool.folder().equals("/w") ? "" : " in " + tool.folder());
  }

  private static String who(Caller caller) {
    return caller.holder().subagent() == null ? "" : " by " + caller.holder().subagent();
  }

  @Test
  void claude_is_understood() {
    assertEquals(
        """
        Notification: other
        PostToolUse-Bash: after shell test exit 0
        PostToolUse-Bash-background: after shell test
        PostToolUse-Edit: after [/w/src/App.java]
        PostToolUseFailure-Bash: failed shell test exit 1
        PostToolUseFailure-Edit: failed [/w/src/App.java]
        PreToolUse-Bash: before shell
        PreToolUse-Edit: before [/w/src/App.java]
        PreToolUse-MultiEdit: before [/w/src/App.java]
        PreToolUse-NotebookEdit: before [/w/notes/a b.ipynb]
        PreToolUse-Read: before
        PreToolUse-Write-subagent: before [/w/src/New.java] by a8a5aea3b68767861
        PreToolUse-mcp: before [src/App.java]
        SessionEnd: session end prompt_input_exit
        SessionStart: session start
        Stop: stop
        StopFailure: stop
        SubagentStart: other
        SubagentStop: subagent stop by a8a5aea3b68767861
        UserPromptSubmit: prompt of 34
        """,
        understood("claude"));
  }

  @Test
  void codex_is_understood_and_its_patches_name_every_file() {
    String patch = "[src/App.java, src/two words.java, src/Gone.java, src/From.java, src/To.java]";
    assertEquals(
        """
        PostToolUse-Bash: after shell test exit 101
        PostToolUse-Bash-json: after shell test exit 0
        PostToolUse-apply_patch: after PATCH
        PostToolUse-apply_patch-failed: failed PATCH
        PreToolUse-Bash-heredoc: before shell [src/App.java]
        PreToolUse-apply_patch: before PATCH
        PreToolUse-apply_patch-subagent: before [/w/abs.txt] by 019a-child
        PreToolUse-shell-list: before shell in /w/src
        SessionStart: session start
        Stop: stop
        SubagentStop: subagent stop by 019a-child
        UserPromptSubmit: prompt of 16
        """
            .replace("PATCH", patch),
        understood("codex"));
  }

  @Test
  void copilot_is_understood_in_both_its_spellings() {
    assertEquals(
        """
        PreToolUse-files: before [src/main.ts, /w/src/other.ts]
        agentStop: stop
        postToolUse-bash: after shell test exit 0
        postToolUse-edit-denied: failed [/w/src/App.java]
        postToolUseFailure: failed [/w/src/App.java]
        preToolUse-create: before [/w/src/New.java]
        preToolUse-edit: before [/w/src/App.java]
        preToolUse-str_replace_editor: before [/w/src/App.java]
        preToolUse-view: before
        preToolUse-without-session: before [src/App.java]
        sessionEnd: session end complete
        sessionStart: session start
        subagentStop: subagent stop by sub-7
        userPromptSubmitted: prompt of 6
        """,
        understood("copilot"));
  }

  @Test
  void cursor_is_understood() {
    assertEquals(
        """
        afterFileEdit: after [/w/src/App.java]
        afterShellExecution: after shell test exit 0
        beforeShellExecution: before shell
        beforeSubmitPrompt: prompt of 6
        postToolUse-Shell: after shell test exit 1
        postToolUse-Write: after [/w/src/App.java]
        preToolUse-ApplyPatch: before [src/App.java]
        preToolUse-Delete: before [src/App.java]
        preToolUse-Shell: before shell
        preToolUse-StrReplace: before [/w/src/App.java]
        preToolUse-Write: before [/w/src/App.java]
        sessionEnd: session end completed
        sessionStart: session start
        stop: stop
        """,
        understood("cursor"));
  }

  @Test
  void gemini_is_understood() {
    assertEquals(
        """
        AfterAgent: stop
        AfterTool-error: failed [/w/src/App.java]
        AfterTool-run_shell_command: after shell test exit 2
        AfterTool-write_file: after [/w/src/New.java]
        BeforeAgent: prompt of 6
        BeforeTool-replace: before [/w/src/App.java]
        BeforeTool-run_shell_command: before shell
        BeforeTool-write_file: before [src/New.java]
        SessionEnd: session end exit
        SessionStart: session start
        """,
        understood("gemini"));
  }

  @Test
  void events_are_told_without_case() {
    ObjectNode body = new Recorded("claude", "Stop").in(CWD);
    for (String event : List.of("Stop", "stop", "STOP")) {
      assertInstanceOf(HookCall.Stop.class, READER.read(Vendor.CLAUDE, event, body));
    }
    assertInstanceOf(HookCall.Other.class, READER.read(Vendor.CLAUDE, "Future", body));
  }

  @Test
  void of_prompts_and_contents_nothing_is_kept() {
    for (Recorded call : Recorded.all()) {
      String kept = read(call).toString();
      for (String secret : List.of("hunter2", "secret", "class New", "sed -i", "npm", "Fix it")) {
        assertFalse(kept.contains(secret), () -> call + " keeps " + secret + ": " + kept);
      }
    }
  }

  @Test
  void a_prompt_is_kept_where_that_is_wanted() {
    var body = new Recorded("claude", "UserPromptSubmit").in(CWD);
    var kept = new HookReader(new HookOptions(true, TESTS, 1000));
    var prompt =
        assertInstanceOf(HookCall.Prompt.class, kept.read(Vendor.CLAUDE, "UserPromptSubmit", body));
    assertEquals("Fix the login, password is hunter2", prompt.text());
    assertTrue(prompt.hash().matches("[0-9a-f]{16}"), prompt.hash());
    var unkept =
        assertInstanceOf(
            HookCall.Prompt.class, READER.read(Vendor.CLAUDE, "UserPromptSubmit", body));
    assertNull(unkept.text());
    assertEquals(prompt.hash(), unkept.hash());
  }

  @Test
  void what_is_needed_and_absent_is_named() {
    for (String field : List.of("session_id", "tool_name")) {
      var body = new Recorded("claude", "PreToolUse-Edit").in(CWD);
      body.remove(field);
      refused(body, field);
      body.put(field, 42);
      refused(body, field);
    }
    refused(new Recorded("claude", "PreToolUse-Edit").in(CWD).put("cwd", "relative"), "cwd");
    var long_ =
        new Recorded("claude", "PreToolUse-Edit").in(CWD).put("session_id", "x".repeat(201));
    assertThrows(
        IllegalArgumentException.class, () -> READER.read(Vendor.CLAUDE, "PreToolUse", long_));
  }

  private static void refused(ObjectNode body, String says) {
    var refused = assertThrows(Refused.class, () -> READER.read(Vendor.CLAUDE, "PreToolUse", body));
    assertEquals(400, refused.failure().code().status());
    assertTrue(refused.failure().detail().contains(says), refused.failure().detail());
  }

  @Test
  void inputs_of_any_shape_are_read_without_a_fault() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    List<String> values =
        List.of("null", "42", "\"x\"", "[]", "{}", "[1,null,{}]", "true", "\"{\"", "{\"a\":[[]]}");
    List<String> fields =
        List.of(
            "tool_input", "tool_response", "toolArgs", "error", "workspace_roots", "tool_output");
    for (int i = 0; i < 200; i++) {
      for (Vendor vendor : Vendor.values()) {
        List<Recorded> all = Recorded.all(vendor.toString());
        Recorded call = all.get(random.nextInt(all.size()));
        ObjectNode body = call.in(CWD);
        String value = values.get(random.nextInt(values.size()));
        body.set(fields.get(random.nextInt(fields.size())), JSON.readTree(value));
        try {
          READER.read(vendor, call.event(), body);
        } catch (Refused expected) {
          assertEquals(400, expected.failure().code().status(), () -> "seed " + seed);
        }
      }
    }
  }
}
