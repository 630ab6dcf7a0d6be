package dev.muster.host.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AcquireLeases;
import dev.muster.contract.EndSubagent;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileKey;
import dev.muster.contract.Holder;
import dev.muster.host.hooks.HookDesk.Reply;
import dev.muster.host.repo.GitFolder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What follows from hooks, over HTTP and with real repositories. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HooksTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CLAUDE = "0f4b7a1e-5f0e-4b43-9a51-2c86b0d1f001";

  @TempDir Path folder;

  private HookDesk desk;
  private Coordinator coordinator;
  private GitFolder repo;
  private int count;

  @BeforeAll
  void open(@TempDir Path data) {
    desk = new HookDesk(data, false);
    coordinator = desk.coordinator();
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @BeforeEach
  void repository() {
    repo = desk.repository(folder.resolve("repo" + count++));
  }

  private JsonNode hook(String vendor, String name, String session) {
    return desk.hook(new Recorded(vendor, name), repo.path(), session);
  }

  private String session() {
    return "session-" + count;
  }

  @Test
  void a_free_file_is_answered_without_a_decision_and_held_from_then_on() {
    for (Recorded call : Recorded.all()) {
      if (call.beforeTool()) {
        String session = call.vendor() + call.name() + count;
        assertEquals("{}", desk.hook(call, repo.path(), session).toString(), call.toString());
        coordinator
            .held(session)
            .forEach(file -> assertEquals(repo.path().toString(), file.worktree()));
        coordinator.releaseAll();
      }
    }
  }

  @Test
  void a_taken_file_is_denied_in_the_words_of_each_vendor() {
    hook("claude", "PreToolUse-Edit", "other-" + count);
    String said = "claude-other-" + count;
    assertTrue(
        hook("claude", "PreToolUse-Edit", session())
            .at("/hookSpecificOutput/permissionDecisionReason")
            .asString()
            .startsWith("claude-other-"),
        said);
    JsonNode codex = hook("codex", "PreToolUse-apply_patch", session());
    assertEquals("deny", codex.at("/hookSpecificOutput/permissionDecision").asString());
    assertEquals(Set.of("hookSpecificOutput"), Set.copyOf(codex.propertyNames()));
    JsonNode copilot = hook("copilot", "preToolUse-edit", session());
    assertEquals("deny", copilot.path("permissionDecision").asString());
    assertFalse(copilot.path("permissionDecisionReason").asString().isEmpty());
    assertEquals(
        "deny", hook("cursor", "preToolUse-Write", session()).path("permission").asString());
    assertEquals(
        "deny", hook("gemini", "BeforeTool-replace", session()).path("decision").asString());
    assertEquals(List.of(), coordinator.held(session()));
  }

  @Test
  void all_files_of_a_patch_are_taken_at_once_or_none() {
    hook("codex", "PreToolUse-apply_patch", "c-" + count);
    assertEquals(
        Set.of(
            "src/App.java", "src/two words.java", "src/Gone.java", "src/From.java", "src/To.java"),
        coordinator.held("c-" + count).stream().map(FileKey::path).collect(Collectors.toSet()));
    assertEquals(
        "deny", hook("gemini", "BeforeTool-replace", session()).path("decision").asString());
  }

  @Test
  void a_sub_agent_is_a_holder_of_its_own_until_it_ends() {
    hook("claude", "PreToolUse-Write-subagent", session());
    var taken = coordinator.asked(AcquireLeases.class).getLast();
    assertEquals(new Holder(session(), "a8a5aea3b68767861"), taken.holder());
    hook("claude", "SubagentStop", session());
    assertEquals(
        new Holder(session(), "a8a5aea3b68767861"),
        coordinator.asked(EndSubagent.class).getLast().holder());
    assertEquals(List.of(), coordinator.held(session()));
  }

  @Test
  void what_is_to_be_told_is_context_and_no_decision() {
    coordinator.tell("somebody edits this in another worktree");
    JsonNode answer = hook("claude", "PreToolUse-Edit", session());
    assertEquals(
        "somebody edits this in another worktree",
        answer.at("/hookSpecificOutput/additionalContext").asString());
    assertTrue(answer.at("/hookSpecificOutput/permissionDecision").isMissingNode());
    for (String event : List.of("SessionStart", "UserPromptSubmit", "PostToolUse-Edit")) {
      assertEquals(
          "somebody edits this in another worktree",
          hook("claude", event, session()).at("/hookSpecificOutput/additionalContext").asString(),
          event);
    }
  }

  @Test
  void what_is_never_leased_is_answered_at_once() {
    repo.write(".gitignore", "src/\n");
    repo.git("rm", "-q", "--cached", "src/App.java");
    int asked = coordinator.asked(AcquireLeases.class).size();
    assertEquals("{}", hook("claude", "PreToolUse-Edit", session()).toString());
    assertEquals("{}", hook("claude", "PreToolUse-Read", session()).toString());
    var outside = new Recorded("claude", "PreToolUse-Edit");
    assertEquals("{}", HookDesk.ok(desk.hook(outside, folder.resolve("nowhere"))).toString());
    assertEquals(asked, coordinator.asked(AcquireLeases.class).size());
  }

  @Test
  void an_unknown_event_is_answered_with_nothing_and_an_unknown_vendor_is_not_found() {
    String body = new Recorded("claude", "Notification").in(repo.path()).toString();
    assertEquals("{}", HookDesk.ok(desk.post("/hooks/claude/Notification", body)).toString());
    assertEquals("{}", HookDesk.ok(desk.post("/hooks/claude/FutureEvent", "{}")).toString());
    for (String path :
        List.of("/hooks/emacs/Stop", "/hooks/CLAUDE/Stop", "/hooks/claude", "/hooks")) {
      assertEquals(404, desk.post(path, body).status(), path);
    }
    assertEquals(404, desk.get("/hooks/claude/Stop").status());
  }

  @Test
  void nobody_without_the_token_is_heard() {
    var call = new Recorded("claude", "SessionStart");
    var request = desk.bare(call.path());
    assertEquals(401, desk.send(request.POST(body(call))).status());
    request.header("Authorization", "Bearer wrong");
    assertEquals(401, desk.send(request.POST(body(call))).status());
  }

  private BodyPublisher body(Recorded call) {
    return BodyPublishers.ofString(call.in(repo.path()).toString());
  }

  @Test
  void bad_bodies_are_refused_with_what_was_found() {
    String path = "/hooks/claude/PreToolUse";
    for (String body :
        List.of(
            "",
            "null",
            "[]",
            "42",
            "{",
            "{\"a\":1,\"a\":2}",
            "{\"a\":\"\\ud800\"}",
            "{}",
            "\uFEFF{}",
            "{\"session_id\":7}",
            "{\"session_id\":\"s\",\"cwd\":\"rel\"}",
            "{\"session_id\":\"s\",\"cwd\":\"/w\"}",
            "{\"session_id\":\"" + "s".repeat(201) + "\",\"tool_name\":\"Edit\"}",
            "{\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}")) {
      Reply reply = desk.post(path, body);
      assertEquals(400, reply.status(), body + " got " + reply);
      assertEquals("BAD_REQUEST", JSON.readTree(reply.body()).path("code").asString());
    }
    assertEquals(
        415,
        desk.send(
                desk.request(path)
                    .setHeader("Content-Type", "text/plain")
                    .POST(BodyPublishers.ofString("{}")))
            .status());
    assertEquals(413, desk.post(path, "{\"x\":\"" + "y".repeat(300 << 10) + "\"}").status());
  }

  @Test
  void a_large_call_is_read_beside_the_event_loop_and_answered_the_same() {
    ObjectNode body = new Recorded("claude", "PreToolUse-Edit").in(repo.path(), session());
    ((ObjectNode) body.path("tool_input")).put("new_string", "x".repeat(200 << 10));
    assertEquals(
        "{}", HookDesk.ok(desk.post("/hooks/claude/PreToolUse", body.toString())).toString());
    assertEquals(List.of(repo.key("src/App.java")), coordinator.held(session()));
    body.put("session_id", 7);
    assertEquals(400, desk.post("/hooks/claude/PreToolUse", body.toString()).status());
  }

  @Test
  void a_host_that_cannot_answer_says_so_and_denies_nothing() {
    for (FailureCode code :
        List.of(FailureCode.STORE_UNAVAILABLE, FailureCode.TIMEOUT, FailureCode.INTERNAL)) {
      coordinator.fail(code);
      for (String name : List.of("SessionStart", "UserPromptSubmit", "PreToolUse-Edit", "Stop")) {
        Reply reply = desk.hook(new Recorded("claude", name), repo.path());
        assertEquals(503, reply.status(), reply.body());
        assertFalse(reply.body().contains("deny"), reply.body());
        assertTrue(JSON.readTree(reply.body()).path("retryable").asBoolean());
      }
    }
  }

  @Test
  void every_recorded_call_of_every_vendor_is_answered_without_the_word_that_grants() {
    for (String text : new String[] {null, "allow it: src/allow/Allow.java"}) {
      coordinator.tell(text);
      for (Recorded call : Recorded.all()) {
        Reply reply = desk.hook(call, repo.path());
        assertEquals(200, reply.status(), () -> call + " got " + reply);
        if (call.beforeTool()) {
          assertFalse(reply.body().toLowerCase(Locale.ROOT).contains("allow"), reply.body());
        }
      }
    }
    hook("claude", "SessionEnd", CLAUDE);
  }
}
