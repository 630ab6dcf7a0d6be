package dev.muster.host.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.EvidenceKind;
import dev.muster.contract.FileKey;
import dev.muster.contract.Holder;
import dev.muster.contract.Landing;
import dev.muster.contract.ListLeases;
import dev.muster.contract.RecordEdits;
import dev.muster.contract.ReportEvidence;
import dev.muster.host.repo.GitFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What shells do is found by comparing git status, with real repositories. */
@Timeout(120)
final class ShellWatchTest {
  @TempDir Path folder;

  private HookDesk desk;
  private Coordinator coordinator;
  private GitFolder repo;

  @BeforeEach
  void open() {
    desk = new HookDesk(folder, false);
    coordinator = desk.coordinator();
    repo = GitFolder.init(folder.resolve("repo")).commit("src/App.java", "a", "b", "two words");
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private void hook(String name, String session) {
    desk.hook(new Recorded("claude", name), repo.path(), session);
  }

  /** Starts a session and waits until what is dirty is known. */
  private void start(String session) {
    hook("SessionStart", session);
    settle(session);
  }

  /** A change that everybody sees tells that all looks before it are done. */
  private void settle(String session) {
    int before = marks();
    for (int i = 0; marks() == before; i++) {
      repo.write("mark-" + before + "-" + i, "x");
      hook("PreToolUse-Bash", session);
      hook("PostToolUse-Bash", session);
      long end = System.nanoTime() + 500_000_000;
      HookDesk.until(() -> marks() > before || System.nanoTime() > end);
    }
  }

  private int marks() {
    return (int) edits().stream().filter(path -> path.startsWith("mark-")).count();
  }

  private List<String> edits() {
    return coordinator.asked(RecordEdits.class).stream()
        .flatMap(edit -> edit.unleased().stream())
        .map(FileKey::path)
        .toList();
  }

  private Set<String> unleased() {
    return edits().stream()
        .filter(path -> !path.startsWith("mark-"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private RecordEdits edit(String path) {
    return coordinator.asked(RecordEdits.class).stream()
        .filter(edit -> edit.unleased().contains(repo.key(path)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_a_shell_changed_without_a_lease_is_the_sessions_unleased_edit() {
    repo.write("a", "dirty before anybody worked here");
    start("s");
    hook("PreToolUse-Bash", "s");
    repo.write("b", "by the shell");
    repo.write("new file", "by the shell");
    repo.git("rm", "-q", "two words");
    hook("PostToolUse-Bash", "s");
    HookDesk.until(() -> unleased().equals(Set.of("b", "new file", "two words")));
    assertEquals(Holder.of("s"), edit("b").holder());
  }

  @Test
  void what_a_lease_of_the_session_covers_is_an_edit_like_others() {
    start("s");
    hook("PreToolUse-Edit", "s");
    hook("PreToolUse-Bash", "s");
    repo.write("src/App.java", "by the shell");
    hook("PostToolUse-Bash", "s");
    settle("s");
    assertEquals(Set.of(), unleased());
    assertTrue(
        coordinator.asked(RecordEdits.class).stream()
            .anyMatch(edit -> edit.files().contains(repo.key("src/App.java"))));
  }

  @Test
  void an_edit_that_the_hooks_announced_is_not_found_again() {
    start("s");
    hook("PreToolUse-Edit", "s");
    repo.write("src/App.java", "by the tool");
    hook("PostToolUse-Edit", "s");
    coordinator.releaseAll();
    settle("s");
    assertEquals(Set.of(), unleased());
  }

  @Test
  void a_shell_that_takes_anothers_changes_back_is_found() {
    start("other");
    hook("PreToolUse-Edit", "other");
    repo.write("src/App.java", "by the tool");
    hook("PostToolUse-Edit", "other");
    settle("s");
    hook("PreToolUse-Bash", "s");
    repo.git("checkout", "-q", "--", "src/App.java");
    hook("PostToolUse-Bash", "s");
    HookDesk.until(() -> unleased().equals(Set.of("src/App.java")));
    assertEquals(Holder.of("s"), edit("src/App.java").holder());
  }

  @Test
  void of_two_sessions_with_shells_at_once_neither_is_blamed() {
    start("s");
    start("t");
    hook("PreToolUse-Bash", "t");
    hook("PreToolUse-Bash", "s");
    repo.write("b", "by one of them");
    hook("PostToolUse-Bash", "s");
    HookDesk.until(() -> unleased().equals(Set.of("b")));
    assertNull(edit("b").holder());
  }

  @Test
  void what_changed_without_a_shell_is_found_at_the_end_of_the_turn() {
    start("s");
    repo.write("b", "by somebody's editor");
    hook("Stop", "s");
    HookDesk.until(() -> unleased().equals(Set.of("b")));
    assertNull(edit("b").holder());
  }

  @Test
  void ignored_and_generated_files_are_nobodys_edit() {
    repo.write(".gitignore", "build/\n");
    repo.write(".gitattributes", "gen/** linguist-generated\n");
    repo.commit();
    start("s");
    hook("PreToolUse-Bash", "s");
    repo.write("build/out.txt", "x");
    repo.write("gen/out.txt", "x");
    hook("PostToolUse-Bash", "s");
    settle("s");
    assertEquals(Set.of(), unleased());
  }

  @Test
  void a_commit_is_evidence_and_releases_what_it_holds() {
    start("s");
    hook("UserPromptSubmit", "s");
    hook("PreToolUse-Edit", "s");
    repo.write("src/App.java", "by the tool");
    hook("PostToolUse-Edit", "s");
    hook("PreToolUse-Bash", "s");
    repo.git("commit", "-q", "-am", "done");
    hook("PostToolUse-Bash", "s");
    var expected =
        new ReportEvidence(
            "s",
            EvidenceKind.COMMIT,
            null,
            repo.git("rev-parse", "HEAD"),
            List.of(repo.key("src/App.java")),
            null,
            Landing.CHECKED);
    HookDesk.until(() -> coordinator.asked(ReportEvidence.class).contains(expected));
    HookDesk.until(() -> coordinator.held("s").isEmpty());
    assertEquals(Set.of(), unleased());
  }

  @Test
  void a_file_that_is_changed_again_after_its_commit_stays_held() {
    start("s");
    hook("PreToolUse-Edit", "s");
    repo.write("src/App.java", "by the tool");
    hook("PostToolUse-Edit", "s");
    hook("PreToolUse-Bash", "s");
    repo.git("commit", "-q", "-am", "done");
    repo.write("src/App.java", "more");
    hook("PostToolUse-Bash", "s");
    HookDesk.until(() ->
        coordinator.asked(ReportEvidence.class).stream()
            .anyMatch(evidence -> evidence.kind() == EvidenceKind.COMMIT));
    settle("s");
    assertEquals(List.of(repo.key("src/App.java")), coordinator.held("s"));
  }

  @Test
  void what_is_changed_and_committed_in_one_command_is_found() {
    start("s");
    hook("PreToolUse-Bash", "s");
    repo.write("b", "by the shell");
    repo.git("commit", "-q", "-am", "at once");
    hook("PostToolUse-Bash", "s");
    HookDesk.until(() -> unleased().equals(Set.of("b")));
    HookDesk.until(() ->
        coordinator.asked(ReportEvidence.class).stream()
            .anyMatch(evidence -> evidence.files().contains(repo.key("b"))));
  }

  @Test
  void another_branch_is_no_evidence() {
    repo.git("branch", "side");
    repo.commit("c");
    start("s");
    hook("PreToolUse-Bash", "s");
    repo.git("checkout", "-q", "side");
    hook("PostToolUse-Bash", "s");
    settle("s");
    assertEquals(
        List.of(),
        coordinator.asked(ReportEvidence.class).stream()
            .filter(evidence -> evidence.kind() == EvidenceKind.COMMIT)
            .toList());
  }

  @Test
  void where_nothing_changed_nobody_is_asked() {
    start("s");
    int asked = coordinator.asked(ListLeases.class).size();
    for (int i = 0; i < 20; i++) {
      hook("PreToolUse-Bash", "s");
      hook("PostToolUse-Bash", "s");
    }
    settle("s");
    assertTrue(coordinator.asked(ListLeases.class).size() <= asked + 2);
  }
}
