package dev.muster.lab.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir Path folder;
  private TestRepository source;

  @BeforeEach
  void createSource() {
    source = new TestRepository(folder.resolve("source.git"), folder.resolve("work"));
  }

  private Replay replay(int count) {
    return Replay.of(source.git(), folder, count);
  }

  @Test
  void the_root_commit_is_a_task_against_the_empty_tree() {
    source.write("a", "1\n2\n3\n").commit("Begin\n\nwith a body");
    source.write("a", "1\n2\n").commit("Shorten");
    Replay replay = replay(60);
    assertEquals(
        replay.git().line("hash-object", "-t", "tree", "--stdin"), replay.history().startTree());
    ReplayTask root = replay.tasks().getFirst();
    assertEquals("Begin", root.subject());
    assertEquals("Begin\n\nwith a body", root.text());
    assertEquals(3, root.churn());
    assertEquals(1, replay.tasks().get(1).churn());
    assertTrue(root.parts().getFirst().changes().getFirst().before().isAbsent());
  }

  @Test
  void the_start_is_the_tree_before_the_oldest_of_the_last_commits() {
    source.write("a", "1").commit("One");
    source.write("b", "1").commit("Two");
    source.write("a", "2").commit("Three");
    Replay replay = replay(2);
    assertEquals(List.of("Two", "Three"), subjects(replay));
    assertEquals(source.git().line("rev-parse", "main~2^{tree}"), replay.history().startTree());
    assertEquals(source.git().line("rev-parse", "main^{tree}"), replay.expectedTree());
  }

  @Test
  void a_merge_is_one_task_with_the_change_against_its_first_parent() {
    source.write("a", "1").commit("One");
    String side = source.branch("Side");
    source.write("b", "1").commit("Merge side", side);
    Replay replay = replay(60);
    assertEquals(List.of("One", "Merge side"), subjects(replay));
    assertEquals(List.of("b"), paths(replay.tasks().get(1)));
  }

  @Test
  void a_submodule_is_skipped_and_so_is_all_that_builds_on_it() {
    source.write("a", "1").write("keep", "1").commit("Zero");
    source.entry(RepoPath.ofText("lib"), "160000", "1".repeat(40)).write("a", "2").commit("One");
    source.write("a", "3").write("b", "1").commit("Two");
    source.write("b", "2").commit("Three");
    source.write("keep", "2").commit("Four");
    source.delete("lib").write("lib/x", "1").commit("Five");
    Replay replay = replay(60);
    assertEquals(
        "-, submodule, after_skipped, after_skipped, -, submodule", reasons(replay.tasks()));
    for (int task : List.of(4, 0, 4)) {
      replay.land(task, 0);
    }
    replay.land(0, 1);
    replay.land(4, 0);
    assertEquals(replay.expectedTree(), replay.tree());
    assertEquals("1", replay.git().line("cat-file", "blob", replay.tree() + ":a"));
    assertEquals("2", replay.git().line("cat-file", "blob", replay.tree() + ":keep"));
  }

  @Test
  void below_or_above_a_skipped_path_is_skipped_too() {
    source.write("d/x", "1").write("e", "1").commit("Zero");
    source
        .entry(RepoPath.ofText("s"), "160000", "1".repeat(40))
        .write("d/x", "2")
        .delete("e")
        .commit("One");
    source.write("e/y", "1").commit("Below");
    source.delete("d/x").write("d", "1").commit("Above");
    source.write("f", "1").commit("Beside");
    assertEquals("-, submodule, after_skipped, after_skipped, -", reasons(replay(60).tasks()));
  }

  @Test
  void a_commit_without_changes_is_skipped_and_stops_nobody() {
    source.write("a", "1").commit("One");
    source.commit("Nothing");
    source.write("a", "2").commit("Two");
    assertEquals("-, no_changes, -", reasons(replay(60).tasks()));
  }

  @Test
  void missing_blobs_are_skipped_with_what_follows_on_the_path() throws Exception {
    source.write("a", "1").write("b", "1").commit("One");
    source.write("a", "lost").commit("Two");
    source.write("a", "3").commit("Three");
    source.write("b", "2").commit("Four");
    source.write("a", "4").commit("Five");
    remove(source.git().line("rev-parse", "main~3:a"));
    Replay replay = replay(60);
    // Three goes from the lost version to another one: it lacks the same blob.
    assertEquals("-, missing_objects, missing_objects, -, after_skipped", reasons(replay.tasks()));
    replay.land(0, 0);
    replay.land(0, 1);
    replay.land(3, 0);
    assertEquals(replay.expectedTree(), replay.tree());
  }

  @Test
  void a_missing_tree_leaves_nothing_usable_behind_it() throws Exception {
    source.write("a", "1").commit("One");
    source.write("d/x", "1").commit("Two");
    source.write("b", "1").commit("Three");
    source.write("d/x", "2").commit("Four");
    remove(source.git().line("rev-parse", "main:d"));
    assertEquals("-, -, -, missing_objects", reasons(replay(60).tasks()));
  }

  @Test
  void a_shallow_clone_starts_from_the_tree_of_its_boundary() throws Exception {
    for (int i = 0; i < 5; i++) {
      source.write("a", "v" + i).write("f" + i, "1").commit("Commit " + i);
    }
    Git clone = shallowClone(3);
    Replay replay = Replay.of(clone, folder, 60);
    assertEquals("shallow, -, -", reasons(replay.tasks()));
    assertEquals(source.git().line("rev-parse", "main~2^{tree}"), replay.history().startTree());
    for (int task : List.of(1, 2)) {
      replay.land(task, 0);
      replay.land(task, 1);
    }
    assertEquals(source.git().line("rev-parse", "main^{tree}"), replay.tree());
    assertEquals(replay.expectedTree(), replay.tree());
  }

  @Test
  void reading_and_landing_write_nothing_into_the_source() throws Exception {
    source.write("a", "1").commit("One");
    source.write("a", "2").commit("Two");
    String hook = "#!/bin/sh\ntouch " + folder.resolve("hook-ran") + "\n";
    for (String name : List.of("reference-transaction", "post-commit", "update")) {
      Path file = Files.createDirectories(source.path().resolve("hooks")).resolve(name);
      Files.writeString(file, hook);
      assertTrue(file.toFile().setExecutable(true));
    }
    String before = state(source.path());
    Replay replay = replay(60);
    replay.land(0, 0);
    replay.land(1, 0);
    assertEquals(before, state(source.path()));
    assertTrue(Files.notExists(folder.resolve("hook-ran")));
  }

  /** Cut by hand, because the demo's git may not clone: protocols are off. */
  private Git shallowClone(int depth) throws Exception {
    String boundary = source.git().line("rev-parse", "main~" + (depth - 1));
    byte[] wanted = ("main\n^main~" + depth + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] pack = source.git().must(wanted, "pack-objects", "--revs", "--stdout").out();
    byte[] trees =
        source
            .git()
            .must(
                objectsOf(boundary).getBytes(StandardCharsets.US_ASCII), "pack-objects", "--stdout")
            .out();
    Path path = folder.resolve("shallow.git");
    Git clone = source.git().at(folder);
    clone.line("init", "-q", "--bare", path.toString());
    clone = clone.at(path);
    clone.must(trees, "unpack-objects", "-q");
    Files.writeString(path.resolve("shallow"), boundary + "\n");
    clone.must(pack, "unpack-objects", "-q");
    clone.line("update-ref", "refs/heads/main", source.head());
    return clone;
  }

  private String objectsOf(String commit) {
    return source.git().line("rev-parse", commit + "^{tree}")
        + "\n"
        + source
            .git()
            .line("ls-tree", "-r", "-t", commit)
            .lines()
            .map(line -> line.substring(12, 52))
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  private void remove(String object) throws Exception {
    Files.delete(
        source
            .path()
            .resolve("objects")
            .resolve(object.substring(0, 2))
            .resolve(object.substring(2)));
  }

  private static String state(Path path) throws Exception {
    try (Stream<Path> files = Files.walk(path)) {
      var lines = new ArrayList<String>();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        lines.add(file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file));
      }
      return String.join("\n", lines);
    }
  }

  private static String reasons(List<ReplayTask> tasks) {
    return tasks.stream().map(HistoryTest::reason).collect(Collectors.joining(", "));
  }

  private static String reason(ReplayTask task) {
    SkipReason skipped = task.skipped();
    return skipped == null ? "-" : skipped.word();
  }

  private static List<String> subjects(Replay replay) {
    return replay.tasks().stream().map(ReplayTask::subject).toList();
  }

  private static List<String> paths(ReplayTask task) {
    return task.parts().stream()
        .flatMap(part -> part.changes().stream())
        .map(change -> change.path().text())
        .toList();
  }
}
