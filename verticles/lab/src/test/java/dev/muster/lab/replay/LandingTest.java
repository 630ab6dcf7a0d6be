package dev.muster.lab.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.replay.Landing.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandingTest {
  @TempDir Path folder;
  private TestRepository source;

  @BeforeEach
  void createSource() {
    source = new TestRepository(folder.resolve("source.git"), folder.resolve("work"));
  }

  private Replay replay() {
    return Replay.of(source.git(), folder, 60);
  }

  @Test
  void a_change_back_cannot_be_overtaken_by_one_that_fits_the_older_version_too() {
    for (String version : List.of("A", "B", "A", "C")) {
      source.write("x", version).commit("x is " + version);
    }
    Replay replay = replay();
    assertInstanceOf(Outcome.Landed.class, replay.land(0, 0));
    // x is A at the head, as in the base of task 3, and yet tasks 1 and 2 must come before.
    assertEquals(new Outcome.Missing(List.of(2)), replay.land(3, 0));
    assertEquals(new Outcome.Missing(List.of(1)), replay.land(2, 0));
    assertInstanceOf(Outcome.Landed.class, replay.land(1, 0));
    assertEquals(new Outcome.Missing(List.of(2)), replay.land(3, 0));
    assertInstanceOf(Outcome.Landed.class, replay.land(2, 0));
    assertInstanceOf(Outcome.Landed.class, replay.land(3, 0));
    assertEquals(replay.expectedTree(), replay.tree());
  }

  @Test
  void a_part_lands_once_however_often_it_is_tried() {
    source.write("x", "1").commit("One");
    Replay replay = replay();
    assertInstanceOf(Outcome.Landed.class, replay.land(0, 0));
    assertInstanceOf(Outcome.Already.class, replay.land(0, 0));
    assertEquals(1, replay.integration().log().size());
  }

  @Test
  void the_commit_says_task_part_slot_and_fence() {
    source.write("x", "1").write("y", "1").commit("Begin: 100 % \"quoted\"\n\nMuster-Task: fake\n");
    Replay replay = replay();
    ReplayTask task = replay.tasks().getFirst();
    Outcome landed = replay.landing().land(task, task.parts().get(1), 1, 42);
    String commit = assertInstanceOf(Outcome.Landed.class, landed).commit();
    assertEquals(
        "Begin: 100 % \"quoted\"\n\nMuster-Task: task_0\nMuster-Part: 1/2\nMuster-Slot: 1\n"
            + "Muster-Fence: 42",
        replay.git().line("log", "-1", "--format=%B", "main"));
    assertEquals(
        List.of(new LandedPart(commit, "task_0", 1, 2, 1, 42)), replay.integration().log());
  }

  @Test
  void a_landing_that_was_overtaken_lands_on_the_new_head() {
    source.write("x", "1").commit("One");
    source.write("y", "1").commit("Two");
    Replay replay = replay();
    Integration.Head before = replay.integration().head();
    assertInstanceOf(Outcome.Landed.class, replay.land(0, 0));
    Part second = replay.tasks().get(1).parts().getFirst();
    String tree = replay.integration().treeWith(before, second);
    String late = replay.integration().commit(tree, before.commit(), "late");
    assertFalse(replay.integration().move(before.commit(), late), "the swap is lost");
    assertInstanceOf(Outcome.Landed.class, replay.land(1, 0));
    assertEquals(replay.expectedTree(), replay.tree());
  }

  @Test
  void a_lock_that_a_killed_process_left_is_removed() throws Exception {
    source.write("x", "1").commit("One");
    Replay replay = replay();
    Path lock = replay.git().folder().resolve("refs/heads/main.lock");
    Files.writeString(lock, "");
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(60)));
    assertInstanceOf(Outcome.Landed.class, replay.land(0, 0));
  }

  @Test
  void a_head_that_someone_else_changed_is_refused_loudly() {
    source.write("x", "1").commit("One");
    source.write("x", "2").commit("Two");
    Replay replay = replay();
    assertInstanceOf(Outcome.Landed.class, replay.land(0, 0));
    Integration.Head head = replay.integration().head();
    String empty = replay.git().line("mktree");
    String foreign = replay.integration().commit(empty, head.commit(), "not ours");
    assertTrue(replay.integration().move(head.commit(), foreign));
    assertThrows(IllegalStateException.class, () -> replay.land(1, 0));
  }

  @Test
  void modes_links_binaries_renames_and_odd_names_come_through_exactly() {
    byte[] odd = {'o', ' ', '"', '\n', '\\', (byte) 0xff, '/', (byte) 0xe9, '\t'};
    byte[] binary = {0, 1, 2, (byte) 0xff, 0};
    RepoPath run = RepoPath.ofText("run.sh");
    source.write("run.sh", "echo\n").entry(RepoPath.of(odd), "100644", binary).commit("Begin");
    source.entry(run, "100755", "echo\n".getBytes(StandardCharsets.UTF_8)).commit("Mode");
    source.entry(RepoPath.of(odd), "120000", "run.sh".getBytes(StandardCharsets.UTF_8));
    source.commit("Link");
    source.delete("run.sh").write("bin/run.sh", "echo\n").commit("Rename");
    Replay replay = replay();
    assertEquals(4, landAll(replay, List.of(0, 1, 2, 3)) - 2);
    assertEquals(source.git().line("rev-parse", "main^{tree}"), replay.tree());
    assertEquals(replay.expectedTree(), replay.tree());
  }

  @Test
  void a_file_becomes_a_directory_and_a_file_again() {
    source.write("d", "file").commit("File");
    source.delete("d").write("d/x", "1").write("d/y/z", "1").commit("Directory");
    source.write("d/y/z", "2").commit("Below");
    source.delete("d/x").delete("d/y/z").write("d", "file").commit("File again");
    source.delete("d").write("d/x", "1").commit("Directory again");
    Replay replay = replay();
    assertEquals(new Outcome.Missing(List.of(0)), replay.land(1, 0));
    assertInstanceOf(Outcome.Landed.class, replay.land(0, 0));
    assertEquals(new Outcome.Missing(List.of(1, 2)), replay.land(3, 0));
    assertInstanceOf(Outcome.Landed.class, replay.land(1, 0));
    assertEquals(new Outcome.Missing(List.of(2)), replay.land(3, 0));
    assertEquals(new Outcome.Missing(List.of(3)), replay.land(4, 0));
    landAll(replay, List.of(2, 3, 4));
    assertEquals(source.git().line("rev-parse", "main^{tree}"), replay.tree());
  }

  @Test
  void a_slot_lands_what_it_can_and_names_what_is_missing_for_the_rest() {
    source.write("a", "1").commit("A");
    source.write("b", "1").commit("B");
    source.write("a", "2").write("b", "2").write("c", "2").commit("All");
    Replay replay = replay();
    replay.land(1, 0);
    var work = new SlotWork(replay.tasks().get(2), 0, 1);
    SlotWork.Report first = work.land(replay.landing(), 5);
    assertEquals(List.of(0), first.missing());
    assertEquals(List.of(RepoPath.ofText("b"), RepoPath.ofText("c")), first.files());
    replay.land(0, 0);
    assertEquals(List.of(), work.land(replay.landing(), 6).missing());
    assertEquals(replay.expectedTree(), replay.tree());
    assertEquals(5, replay.integration().log().size());
  }

  /** Lands every part of these tasks in this order; how many parts that were. */
  private static int landAll(Replay replay, List<Integer> tasks) {
    int parts = 0;
    for (int task : tasks) {
      for (int part = 0; part < replay.tasks().get(task).parts().size(); part++) {
        assertInstanceOf(Outcome.Landed.class, replay.land(task, part));
        parts++;
      }
    }
    return parts;
  }
}
