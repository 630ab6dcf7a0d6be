package dev.muster.host.risk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.repo.GitFolder;
import dev.muster.learning.commits.Commit;
import dev.muster.learning.commits.Commit.FileChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git says of real commits, read back. */
final class GitHistoryTest {
  @TempDir private Path folder = Path.of("");
  private GitFolder work = new GitFolder(Path.of(""));

  @BeforeEach
  void init() {
    work = GitFolder.init(folder.resolve("work"));
  }

  private void commit(String subject) {
    work.git("add", "-A");
    work.git("commit", "-q", "-m", subject);
  }

  private List<Commit> read() {
    var history = new GitHistory(work.path());
    var commits = new ArrayList<Commit>();
    history.read(history.commit("HEAD"), commits::add);
    return commits;
  }

  @Test
  void lines_that_look_like_a_patch_are_lines() {
    work.write("a b.txt", "-- one\n@@ -1 +1 @@\ndiff --git a/x b/x\n\1two\nlast");
    commit("First");
    work.write("a b.txt", "last\n");
    commit("Fix: less");
    List<Commit> commits = read();
    assertEquals(List.of("First", "Fix: less"), commits.stream().map(Commit::subject).toList());
    FileChange first = commits.get(0).files().getFirst();
    FileChange second = commits.get(1).files().getFirst();
    assertEquals("a b.txt", first.path());
    assertEquals(List.of(5, 0), List.of(first.added(), first.deleted()));
    assertEquals(List.of(1, 5), List.of(second.added(), second.deleted()));
    assertArrayEquals(first.addedLines(), second.deletedLines());
    assertTrue(commits.get(1).fix());
  }

  @Test
  void a_renamed_file_says_what_it_was_and_a_binary_one_has_no_lines() {
    work.write("old.txt", "one line of text\nanother line of text\n");
    work.write("bytes", "\0\1\2");
    commit("First");
    work.git("mv", "old.txt", "new.txt");
    commit("Move");
    List<Commit> commits = read();
    assertEquals(2, commits.get(0).churn());
    FileChange moved = commits.get(1).files().getFirst();
    assertEquals(List.of("old.txt", "new.txt"), List.of(moved.from(), moved.path()));
    assertEquals(0, commits.get(1).churn());
  }

  @Test
  void a_renamed_file_is_known_by_its_name_in_any_writing() {
    work.write("größe.txt", "one line of text\nanother line of text\n");
    commit("First");
    work.git("mv", "größe.txt", "maß.txt");
    commit("Move");
    List<Commit> commits = read();
    assertEquals(
        commits.get(0).files().getFirst().path(), commits.get(1).files().getFirst().from());
  }

  @Test
  void braces_and_blank_lines_are_counted_and_not_told_apart() {
    work.write("x", "{\n\n}\nint tell;\n");
    commit("First");
    FileChange file = read().getFirst().files().getFirst();
    assertEquals(4, file.added());
    assertEquals(1, file.addedLines().length);
  }

  @Test
  void a_configuration_that_joins_changes_leaves_what_lies_between_them_out() {
    work.write("x", "first line\nsecond line\nthird line\n");
    commit("First");
    work.write("x", "first word\nsecond line\nthird word\n");
    commit("Second");
    work.git("config", "diff.interHunkContext", "9");
    FileChange file = read().getLast().files().getFirst();
    assertEquals(List.of(2, 2), List.of(file.added(), file.deleted()));
  }

  @Test
  void a_configuration_that_changes_patches_changes_nothing() {
    work.write("x", "one line\n");
    commit("First");
    for (String setting :
        List.of(
            "diff.noprefix=true",
            "diff.mnemonicPrefix=true",
            "color.ui=always",
            "diff.context=9",
            "diff.external=false",
            "log.showSignature=true",
            "log.showRoot=false")) {
      work.git("config", setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
    Commit only = read().getFirst();
    assertEquals("x", only.files().getFirst().path());
    assertEquals(1, only.churn());
  }
}
