// SPDX-License-Identifier: Apache-2.0
package dev.muster.bundled.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.plugin.EditFacts;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookPlugin;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.OutcomeFacts;
import dev.muster.plugin.TaskFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class CommandHooksTest {
  /** A hook script as a team has it, written for the command line of its own tool. */
  private static final String PYTHON =
      """
      import argparse, json, os, sys
      parser = argparse.ArgumentParser()
      parser.add_argument("--task-id")
      parser.add_argument("--description")
      parser.add_argument("--file")
      parser.add_argument("--success")
      seen = vars(parser.parse_args())
      seen["stdin"] = json.load(sys.stdin)
      seen["cwd"] = os.getcwd()
      seen["variables"] = sorted(os.environ)
      json.dump(seen, open(os.path.join(os.path.dirname(__file__), "seen.json"), "w"))
      if seen["file"] and seen["file"].endswith(".env"):
          sys.exit("refused")
      if seen["file"] and seen["file"].endswith(".pem"):
          print("keys stay as they are", file=sys.stderr)
          sys.exit(2)
      print("checked by the team")
      """;

  private static final TaskFacts TASK =
      new TaskFacts("t-7", "bug", "api", 9, "fix \"it\"\n", "/r", List.of("a", "b"), 5, null, 2);
  private static final OutcomeFacts OUTCOME =
      new OutcomeFacts("a-1", "succeeded", 2, 1500L, null, 0, "landed");

  @TempDir private Path folder = Path.of("");

  @Test
  void a_script_gets_the_words_it_was_written_for() throws Exception {
    String script = python();
    var hooks =
        hooks(
            Map.of(
                "pre_task",
                List.of("python3", script, "--task-id={task.id}", "--description={task.text}"),
                "post_task",
                List.of("python3", script, "--task-id", "{task.id}", "--success", "{success}")));
    assertEquals(HookResult.proceed(), hooks.preTask(new HookInput.PreTask(TASK, "s-1")));
    String seen = seen();
    assertTrue(seen.contains("\"task_id\": \"t-7\", \"description\": \"fix \\\"it\\\"\\n\""), seen);
    assertTrue(seen.contains("\"hook_event_name\": \"UserPromptSubmit\""), seen);
    assertEquals(HookResult.proceed(), hooks.postTask(new HookInput.PostTask(TASK, OUTCOME)));
    assertTrue(seen().contains("\"success\": \"true\""), seen());
  }

  @Test
  void standard_input_is_the_call_and_the_folder_is_the_worktree() throws Exception {
    var hooks = hooks(Map.of("pre_edit", List.of("python3", python(), "--file", "{edit.path}")));
    assertEquals(HookResult.proceed(), hooks.preEdit(edit("src/a.txt")));
    String seen = seen();
    String where = folder.toRealPath().toString();
    assertTrue(seen.contains("\"cwd\": \"" + where + "\""), seen);
    assertTrue(seen.contains("\"phase\": \"pre_edit\""), seen);
    assertTrue(seen.contains("\"subagent\": null, \"tool\": \"Edit\"}"), seen);
    assertTrue(seen.contains("\"tool_input\": {\"file_path\": \"" + where + "/src/a.txt\"}"), seen);
    assertTrue(seen.contains("\"MUSTER_EDIT_PATH\""), seen);
    assertFalse(seen.contains("\"USER\""), seen);
  }

  @Test
  void exit_codes_say_go_on_veto_or_failure() throws Exception {
    var hooks = hooks(Map.of("pre_edit", List.of("python3", python(), "--file", "{file}")));
    assertEquals(HookResult.veto("keys stay as they are"), hooks.preEdit(edit("a.pem")));
    String failed =
        assertThrows(IllegalStateException.class, () -> hooks.preEdit(edit(".env"))).getMessage();
    assertEquals("pre_edit: exit code 1: refused", failed);
  }

  @Test
  void what_a_coding_agent_would_read_as_a_refusal_is_a_veto() throws Exception {
    var deny =
        "echo '{\"hookSpecificOutput\":{\"permissionDecision\": \"deny\","
            + "\"permissionDecisionReason\": \"not \\\"here\\\"\"}}'";
    assertEquals(HookResult.veto("not \"here\""), shell(deny, false).preEdit(edit("a")));
    var block = "echo '{\"decision\":\"block\",\"reason\":\"later\"}'";
    assertEquals(HookResult.veto("later"), shell(block, false).preEdit(edit("a")));
  }

  @Test
  void what_is_printed_is_a_note_where_the_operator_wants_it() throws Exception {
    assertEquals(HookResult.note("hello"), shell("echo hello", true).preEdit(edit("a")));
    assertEquals(HookResult.proceed(), shell("echo hello", false).preEdit(edit("a")));
  }

  @Test
  void a_phase_without_a_command_goes_on() throws Exception {
    var monitor = new HookInput.PerformanceMonitor(Map.of("p99_ms", 1.5));
    assertEquals(HookResult.proceed(), shell("exit 2", true).performanceMonitor(monitor));
  }

  @Test
  void a_name_or_phase_that_is_unknown_keeps_it_from_starting() {
    String name =
        assertThrows(
                IllegalArgumentException.class,
                () -> hooks(Map.of("post_edit", List.of("true", "{edit.file}"))))
            .getMessage();
    assertEquals(
        "post_edit: expected one of [edit.path, edit.repo, edit.session, edit.subagent, edit.tool,"
            + " edit.worktree, file, phase], found edit.file",
        name);
    assertThrows(IllegalArgumentException.class, () -> hooks(Map.of("pre-edit", List.of("true"))));
  }

  @Test
  void a_run_that_is_given_up_takes_its_processes_along() throws Exception {
    var hooks = shell("sleep 600 & echo $! > child; echo $$ > self; wait", false);
    Thread caller =
        Thread.ofPlatform()
            .start(() -> assertThrows(InterruptedException.class, () -> hooks.preEdit(edit("a"))));
    long self = awaited("self");
    long child = awaited("child");
    caller.interrupt();
    assertTrue(caller.join(Duration.ofSeconds(10)));
    awaitGone(self);
    awaitGone(child);
  }

  @Test
  void what_a_run_leaves_behind_ends_with_it() throws Exception {
    var hooks = shell("sleep 600 & echo $! > child; exit 2", false);
    assertEquals(HookResult.veto("exit code 2 without a reason"), hooks.preEdit(edit("a")));
    awaitGone(awaited("child"));
  }

  private long awaited(String name) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end) {
      Path file = folder.resolve(name);
      if (Files.exists(file) && Files.readString(file).endsWith("\n")) {
        return Long.parseLong(Files.readString(file).strip());
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("no " + name);
  }

  private static void awaitGone(long pid) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
      assertTrue(System.nanoTime() < end, pid + " still lives");
      Thread.onSpinWait();
    }
  }

  private HookInput.PreEdit edit(String path) {
    String worktree = folder.toString();
    return new HookInput.PreEdit(new EditFacts("/r/.git", path, worktree, "s-1", null, "Edit"));
  }

  private String python() throws Exception {
    return Files.writeString(folder.resolve("pre-task.py"), PYTHON).toString();
  }

  private String seen() throws Exception {
    return Files.readString(folder.resolve("seen.json"));
  }

  private HookPlugin shell(String script, boolean notes) {
    return Lent.started(folder, Map.of("pre_edit", List.of("/bin/sh", "-c", script)), notes);
  }

  private HookPlugin hooks(Map<String, List<String>> commands) {
    return Lent.started(folder, new TreeMap<>(commands), false);
  }
}
