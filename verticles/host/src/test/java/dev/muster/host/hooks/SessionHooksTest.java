package dev.muster.host.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AcquireLeases;
import dev.muster.contract.Addresses;
import dev.muster.contract.CloseSession;
import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationChanged;
import dev.muster.contract.DeclarationId;
import dev.muster.contract.DeclarationState;
import dev.muster.contract.EvidenceKind;
import dev.muster.contract.FileKey;
import dev.muster.contract.Holder;
import dev.muster.contract.OpenSession;
import dev.muster.contract.PromptSession;
import dev.muster.contract.RecordEdits;
import dev.muster.contract.ReleaseLeases;
import dev.muster.contract.RenewLeases;
import dev.muster.contract.ReportEvidence;
import dev.muster.contract.RestLeases;
import dev.muster.contract.RestSession;
import dev.muster.contract.Vendor;
import dev.muster.host.repo.GitFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What sessions, prompts, edits and tests lead to, over HTTP and with real repositories. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SessionHooksTest {
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
  void a_session_says_where_it_works_once_and_then_only_what_it_does() {
    repo.git("checkout", "-q", "-b", "topic/x");
    hook("claude", "SessionStart", session());
    var opened = coordinator.asked(OpenSession.class).getLast();
    assertEquals(
        new OpenSession(
            session(),
            Vendor.CLAUDE,
            repo.path() + "/.git",
            repo.path().toString(),
            "topic/x",
            "claude-sonnet-4-5"),
        opened);
    int opens = coordinator.asked(OpenSession.class).size();
    hook("claude", "UserPromptSubmit", session());
    hook("claude", "PreToolUse-Edit", session());
    assertEquals(opens, coordinator.asked(OpenSession.class).size());
    var taken = coordinator.asked(AcquireLeases.class).getLast();
    assertEquals("claude-session-", taken.agent());
    assertNotEquals(null, taken.taskId());
  }

  @Test
  void a_session_whose_start_was_missed_is_opened_at_its_first_call() {
    hook("claude", "PreToolUse-Edit", session());
    assertEquals(session(), coordinator.asked(OpenSession.class).getLast().session());
    hook("gemini", "BeforeAgent", "g" + count);
    assertEquals("g" + count, coordinator.asked(OpenSession.class).getLast().session());
  }

  @Test
  void a_session_that_was_closed_meanwhile_is_opened_again() {
    hook("claude", "SessionStart", session());
    coordinator.closeSessions();
    hook("claude", "UserPromptSubmit", session());
    assertEquals(session(), coordinator.asked(PromptSession.class).getLast().session());
    coordinator.closeSessions();
    hook("claude", "Stop", session());
    assertEquals(session(), coordinator.asked(RestSession.class).getLast().session());
  }

  @Test
  void of_a_prompt_only_size_and_hash_leave_here() {
    hook("claude", "UserPromptSubmit", session());
    var prompt = coordinator.asked(PromptSession.class).getLast();
    assertEquals(34, prompt.promptBytes());
    assertTrue(prompt.promptHash().matches("[0-9a-f]{16}"), prompt.promptHash());
    assertNull(prompt.text());
  }

  @Test
  void a_successful_edit_renews_its_files_and_is_recorded() {
    hook("claude", "PreToolUse-Edit", session());
    hook("claude", "PostToolUse-Edit", session());
    FileKey file = repo.key("src/App.java");
    assertEquals(
        new RenewLeases(Holder.of(session()), List.of(file)),
        coordinator.asked(RenewLeases.class).getLast());
    var expected = new RecordEdits(Holder.of(session()), List.of(file), List.of());
    HookDesk.until(() -> coordinator.asked(RecordEdits.class).contains(expected));
  }

  @Test
  void an_edit_without_a_lease_is_recorded_as_such() {
    hook("claude", "PostToolUse-Edit", session());
    List<FileKey> file = List.of(repo.key("src/App.java"));
    var expected = new RecordEdits(Holder.of(session()), file, file);
    HookDesk.until(() -> coordinator.asked(RecordEdits.class).contains(expected));
  }

  @Test
  void a_failed_edit_renews_nothing() {
    int renewals = coordinator.asked(RenewLeases.class).size();
    hook("claude", "PreToolUse-Edit", session());
    hook("claude", "PostToolUseFailure-Edit", session());
    hook("codex", "PostToolUse-apply_patch-failed", session());
    hook("copilot", "postToolUse-edit-denied", session());
    hook("gemini", "AfterTool-error", session());
    assertEquals(renewals, coordinator.asked(RenewLeases.class).size());
  }

  @Test
  void the_exit_of_a_test_command_is_evidence() {
    hook("claude", "PostToolUseFailure-Bash", session());
    hook("copilot", "postToolUse-bash", session() + "c");
    var failed = new ReportEvidence(session(), EvidenceKind.TEST, 1, null, List.of(), null, null);
    var passed =
        new ReportEvidence(session() + "c", EvidenceKind.TEST, 0, null, List.of(), null, null);
    HookDesk.until(
        () -> coordinator.asked(ReportEvidence.class).containsAll(List.of(failed, passed)));
  }

  @Test
  void the_end_of_a_turn_rests_and_the_end_of_a_session_releases_and_closes() {
    hook("claude", "PreToolUse-Edit", session());
    hook("claude", "Stop", session());
    assertEquals(new RestSession(session()), coordinator.asked(RestSession.class).getLast());
    assertEquals(new RestLeases(session()), coordinator.asked(RestLeases.class).getLast());
    assertEquals(List.of(repo.key("src/App.java")), coordinator.held(session()));
    hook("claude", "SessionEnd", session());
    assertEquals(List.of(), coordinator.held(session()));
    assertEquals(Holder.of(session()), coordinator.asked(ReleaseLeases.class).getLast().holder());
    assertEquals(
        new CloseSession(session(), "prompt_input_exit"),
        coordinator.asked(CloseSession.class).getLast());
    coordinator.closeSessions();
    assertEquals("{}", hook("claude", "SessionEnd", session()).toString());
  }

  @Test
  void a_lease_says_what_its_session_declared_until_that_has_ended() {
    hook("claude", "SessionStart", session());
    declares(DeclarationState.ACTIVE);
    HookDesk.until(() -> "Round prices".equals(intentOfAnEdit()));
    hook("claude", "UserPromptSubmit", session());
    assertEquals("Round prices", intentOfAnEdit());
    declares(DeclarationState.ENDED);
    HookDesk.until(() -> intentOfAnEdit() == null);
  }

  private void declares(DeclarationState state) {
    var declaration =
        new Declaration(
            DeclarationId.next(Instant.EPOCH, new Random(1)),
            repo.path() + "/.git",
            repo.path().toString(),
            Holder.of(session()),
            "claude-session-",
            null,
            "Round prices",
            false,
            List.of(),
            state,
            Instant.EPOCH,
            null);
    desk.bus()
        .publish(
            Addresses.DECLARATION_EVENTS,
            new DeclarationChanged(1, Instant.EPOCH, "declared", declaration));
  }

  private @Nullable String intentOfAnEdit() {
    hook("claude", "PreToolUse-Edit", session());
    return coordinator.asked(AcquireLeases.class).getLast().intent();
  }
}
