package dev.muster.lab.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskTextTest {
  @TempDir Path folder;

  @Test
  void a_task_comes_back_from_disk_as_it_was() {
    var absent = new TreeEntry("000000", "0".repeat(40));
    var file = new TreeEntry("100755", "a".repeat(40));
    byte[] odd = {'a', ' ', '%', '\n', '"', '\t', (byte) 0xff, (byte) 0xc3, '/', '=', '\\'};
    var first = new Part(0, List.of(new Change(RepoPath.of(odd), absent, file, 7)), List.of());
    var second =
        new Part(
            1,
            List.of(
                new Change(RepoPath.ofText("b"), file, absent, 0),
                new Change(RepoPath.ofText("b/c"), absent, file, 1)),
            List.of(new PartKey(0, 1), new PartKey(2, 0)));
    var task =
        new ReplayTask(
            3,
            "c".repeat(40),
            "d".repeat(40),
            "S\u00fcbject %\n\nbody",
            List.of(first, second),
            null);
    var demo = new DemoFolder(folder);
    demo.writeTask(task);
    assertEquals(task, demo.readTask(3));
  }

  @Test
  void a_skipped_task_keeps_its_reason_and_an_empty_message() {
    var task =
        new ReplayTask(
            0, "c".repeat(40), "d".repeat(40), "", List.of(), SkipReason.MISSING_OBJECTS);
    var demo = new DemoFolder(folder);
    demo.writeTask(task);
    assertEquals(List.of(task), demo.readTasks());
  }

  @Test
  void parameters_pace_and_ids_come_back_from_disk() {
    var demo = new DemoFolder(folder);
    var parameters = new Properties();
    parameters.setProperty("repo", "/a b/\u00e9%");
    parameters.setProperty("note", "");
    demo.writeParameters(parameters);
    assertEquals(parameters, demo.readParameters());
    var pace = new Pace(Pace.AT_SPEED_1, 2.5);
    demo.writePace(pace);
    assertEquals(pace, demo.readPace());
    demo.writeIds(new TaskIds(Map.of(0, "task_a", 2, "task_b")));
    assertEquals(Map.of(0, "task_a", 2, "task_b"), demo.readIds().all());
    assertEquals(2, demo.readIds().number("task_b"));
  }

  @Test
  void the_worker_says_what_it_did_in_one_line_of_json() {
    var ids = new TaskIds(Map.of(0, "task_a", 2, "task_b"));
    assertEquals(
        "{\"reason\":\"predecessor\",\"depends_on\":[\"task_a\",\"task_b\"],"
            + "\"message\":\"2 earlier changes must land first\"}",
        ReplayWorker.missing(List.of(0, 2), ids));
    assertEquals(
        "{\"files\":[\"a\\\"b\",\"\\u00e9\\u000a\"]}",
        ReplayWorker.landed(List.of(RepoPath.ofText("a\"b"), RepoPath.ofText("\u00e9\n"))));
    assertEquals("{\"files\":[]}", ReplayWorker.landed(List.of()));
  }
}
