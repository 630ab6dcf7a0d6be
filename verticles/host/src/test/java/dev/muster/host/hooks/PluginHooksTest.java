package dev.muster.host.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AcquireLeases;
import dev.muster.contract.HookAmendment;
import dev.muster.contract.HookVerdict;
import dev.muster.contract.PromptSession;
import dev.muster.coordination.HookPort;
import dev.muster.host.hooks.HookDesk.Reply;
import dev.muster.host.repo.GitFolder;
import dev.muster.plugin.EditFacts;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.Phase;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What plugins have to say of prompts and edits, over HTTP and with real repositories. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PluginHooksTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<Recorded> EDITS =
      List.of(
          new Recorded("claude", "PreToolUse-Edit"),
          new Recorded("codex", "PreToolUse-apply_patch"),
          new Recorded("copilot", "preToolUse-edit"),
          new Recorded("cursor", "preToolUse-Write"),
          new Recorded("gemini", "BeforeTool-replace"));

  @TempDir Path folder;

  private final List<HookInput> inputs = new CopyOnWriteArrayList<>();
  private HookDesk desk;
  private GitFolder repo;
  private int count;

  @BeforeAll
  void open(@TempDir Path data) {
    desk = new HookDesk(data, false);
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @BeforeEach
  void repository() {
    repo = desk.repository(folder.resolve("repo" + count++));
    inputs.clear();
  }

  @AfterEach
  void unload() {
    desk.plugins(HookPort.NONE);
    desk.coordinator().releaseAll();
    desk.coordinator().tell(null);
  }

  private void plugins(Set<Phase> wanted, Function<HookInput, HookVerdict> answer) {
    desk.plugins(
        new HookPort(
            wanted::contains,
            input -> {
              inputs.add(input);
              return CompletableFuture.completedStage(answer.apply(input));
            }));
  }

  private String hook(Recorded call) {
    Reply reply = desk.hook(call, repo.path());
    assertEquals(200, reply.status(), reply.body());
    return reply.body();
  }

  private <I extends HookInput> List<I> told(Class<I> type) {
    return inputs.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static HookVerdict veto(String why) {
    return new HookVerdict(List.of(), "guard", why);
  }

  private static HookVerdict note(String said) {
    return new HookVerdict(List.of(new HookAmendment("guide", null, said)), null, null);
  }

  @Test
  void a_veto_of_an_edit_is_a_denial_in_the_words_of_each_vendor_and_takes_no_lease() {
    plugins(Set.of(Phase.PRE_EDIT), input -> veto("allow nobody in here"));
    int asked = desk.coordinator().asked(AcquireLeases.class).size();
    for (Recorded call : EDITS) {
      String body = hook(call);
      assertFalse(body.toLowerCase(Locale.ROOT).contains("allow"), body);
      JsonNode answer = JSON.readTree(body);
      assertEquals(
          "plugin guard: allow nobody in here",
          switch (call.vendor()) {
            case "cursor" -> answer.path("agent_message").asString();
            case "gemini" -> answer.path("reason").asString();
            default -> answer.at("/hookSpecificOutput/permissionDecisionReason").asString();
          },
          body);
      assertEquals(
          "deny",
          switch (call.vendor()) {
            case "cursor" -> answer.path("permission").asString();
            case "gemini" -> answer.path("decision").asString();
            default -> answer.at("/hookSpecificOutput/permissionDecision").asString();
          },
          body);
    }
    assertEquals(asked, desk.coordinator().asked(AcquireLeases.class).size());
  }

  @Test
  void plugins_are_told_which_file_is_edited_with_which_tool() {
    plugins(Set.of(Phase.PRE_EDIT), input -> HookVerdict.PROCEED);

    assertEquals("{}", hook(EDITS.getFirst()));

    EditFacts edit = told(HookInput.PreEdit.class).getFirst().edit();
    var key = repo.key("src/App.java");
    assertEquals(
        new EditFacts(key.repo(), "src/App.java", key.worktree(), edit.session(), null, "Edit"),
        edit);
  }

  @Test
  void every_file_of_a_patch_is_asked_for_and_one_veto_denies_all() {
    plugins(
        Set.of(Phase.PRE_EDIT),
        input ->
            ((HookInput.PreEdit) input).edit().path().equals("src/Gone.java")
                ? veto("not that one")
                : HookVerdict.PROCEED);

    String body = hook(new Recorded("codex", "PreToolUse-apply_patch"));

    assertTrue(body.contains("plugin guard: not that one"), body);
    assertTrue(told(HookInput.PreEdit.class).size() >= 4);
  }

  @Test
  void a_file_that_is_never_leased_is_guarded_too() {
    repo.write(".gitignore", "src/\n");
    repo.git("rm", "-q", "--cached", "src/App.java");
    plugins(Set.of(Phase.PRE_EDIT), input -> veto("no"));

    assertTrue(hook(EDITS.getFirst()).contains("plugin guard: no"));
    assertEquals("src/App.java", told(HookInput.PreEdit.class).getFirst().edit().path());
    Reply outside = desk.hook(EDITS.getFirst(), folder.resolve("nowhere"));
    assertTrue(outside.body().contains("plugin guard: no"), outside.body());
    assertEquals("", told(HookInput.PreEdit.class).getLast().edit().repo());
  }

  @Test
  void a_note_on_an_edit_is_context_beside_what_the_lease_says() {
    plugins(Set.of(Phase.PRE_EDIT), input -> note("run the formatter"));
    desk.coordinator().tell("somebody is near");

    assertEquals(
        "somebody is near\n\nrun the formatter",
        JSON.readTree(hook(EDITS.getFirst()))
            .at("/hookSpecificOutput/additionalContext")
            .asString());
  }

  @Test
  void a_tool_that_edits_nothing_asks_nobody() {
    plugins(Set.of(Phase.values()), input -> veto("no"));

    assertEquals("{}", hook(new Recorded("claude", "PreToolUse-Read")));
    assertEquals(List.of(), inputs);
  }

  @Test
  void an_edit_that_was_made_is_told_and_nobody_waits() {
    var never = new CompletableFuture<HookVerdict>();
    desk.plugins(
        new HookPort(
            Set.of(Phase.POST_EDIT)::contains,
            input -> {
              inputs.add(input);
              return never;
            }));

    hook(new Recorded("claude", "PostToolUse-Edit"));

    assertEquals("src/App.java", told(HookInput.PostEdit.class).getFirst().edit().path());
  }

  @Test
  void a_veto_of_a_prompt_blocks_it_and_opens_no_task() {
    plugins(Set.of(Phase.PRE_TASK), input -> veto("not today"));
    int prompted = desk.coordinator().asked(PromptSession.class).size();

    JsonNode answer = JSON.readTree(hook(new Recorded("claude", "UserPromptSubmit")));

    assertEquals("block", answer.path("decision").asString());
    assertEquals("plugin guard: not today", answer.path("reason").asString());
    assertEquals(prompted, desk.coordinator().asked(PromptSession.class).size());
    var task = told(HookInput.PreTask.class).getFirst().task();
    assertEquals(repo.key("abs.txt").repo(), task.repo());
    assertNull(task.text());
    assertTrue(task.textLength() > 0);
  }

  @Test
  void a_note_on_a_prompt_is_context() {
    plugins(Set.of(Phase.PRE_TASK), input -> note("use the new API"));

    assertEquals(
        "use the new API",
        JSON.readTree(hook(new Recorded("claude", "UserPromptSubmit")))
            .at("/hookSpecificOutput/additionalContext")
            .asString());
    assertEquals(1, inputs.size());
  }
}
