package dev.muster.lab.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitLogTest {
  @TempDir Path folder;

  private List<String> read(Path repository, int count) throws IOException {
    var lines = new ArrayList<String>();
    assertTrue(CommitLog.read(repository, count, lines::add));
    return lines.stream().filter(line -> line.matches("(commit|diff|@@).*")).toList();
  }

  @Test
  void first_parent_patches_come_oldest_first_and_merges_without() throws IOException {
    var source = new TestRepository(folder.resolve("source.git"), folder.resolve("work"));
    String one = source.write("a", "1\n2\n").commit("One");
    String side = source.branch("Side");
    String merge = source.write("b", "1\n").commit("Merge", side);
    String two = source.write("a", "1\n3\n").commit("Two");
    assertEquals(
        List.of(
            "commit " + one + " ",
            "diff --git a/a b/a",
            "@@ -0,0 +1,2 @@",
            "commit " + merge + " " + one + " " + side,
            "commit " + two + " " + merge,
            "diff --git a/a b/a",
            "@@ -2 +2 @@"),
        read(source.path(), 10));
    assertEquals("commit " + two + " " + merge, read(source.path(), 1).getFirst());
  }

  @Test
  void the_repositorys_configuration_does_not_change_the_form() throws IOException {
    var source = new TestRepository(folder.resolve("source.git"), folder.resolve("work"));
    source.write("a", "1\n").commit("One");
    source.git().line("config", "diff.noprefix", "true");
    source.git().line("config", "diff.external", "false");
    source.git().line("config", "color.ui", "always");
    assertEquals("diff --git a/a b/a", read(source.path(), 1).get(1));
  }

  @Test
  void a_folder_without_repository_or_commit_has_no_log() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertFalse(CommitLog.read(empty, 10, line -> {}));
    assertFalse(CommitLog.read(folder.resolve("absent"), 10, line -> {}));
    new TestRepository(folder.resolve("bare.git"), folder.resolve("work"));
    assertFalse(CommitLog.read(folder.resolve("bare.git"), 10, line -> {}));
  }
}
