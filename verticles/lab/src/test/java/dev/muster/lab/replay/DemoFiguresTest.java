package dev.muster.lab.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.host.cli.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoFiguresTest {
  private static final String FROM = "2026-01-01T00:00:01Z";

  /**
   * Two agents, 10 s from the first attempt's opening to the last one's end: 20 s to give. Task a
   * (3 parts, two slots): slot 0 has parts 0 and 2 and lands one of them in 4 s, slot 1 lands part
   * 1 in 2 s; then slot 0 of a second attempt with n = 1 lands part 2 of its three in 3 s. Useful 4
   * / 2 + 2 + 3 / 3 = 5 of 20, busy 4 + 2 + 3 = 9 of 20. Task b never ended.
   */
  private static final String TASK_A =
      """
      {"task":{"id":"task_a","state":"SUCCEEDED"},
       "attempts":[
        {"result":"predecessor","opened_at":"2026-01-01T00:00:00Z",
         "closed_at":"2026-01-01T00:00:05Z","slots":[
          {"slot":0,"fence":1,"pid":11,"claimed_at":"2026-01-01T00:00:01Z",
           "ended_at":"2026-01-01T00:00:05Z","from":"2026-01-01T00:00:01Z","to":"2026-01-01T00:00:05Z"},
          {"slot":1,"fence":2,"pid":12,"claimed_at":"2026-01-01T00:00:01Z",
           "ended_at":"2026-01-01T00:00:03Z","from":"2026-01-01T00:00:01Z","to":"2026-01-01T00:00:03Z"}]},
        {"result":"succeeded","opened_at":"2026-01-01T00:00:06Z",
         "closed_at":"2026-01-01T00:00:10Z","slots":[
          {"slot":0,"fence":3,"pid":13,"claimed_at":"2026-01-01T00:00:07Z",
           "ended_at":"2026-01-01T00:00:10Z","from":"2026-01-01T00:00:07Z","to":"2026-01-01T00:00:10Z"}]}],
       "decisions":[{"coordination_class":"SUBOPTIMAL"},{"coordination_class":"CRITICAL"}]}
      """;

  private static final String TASK_B =
      """
      {"task":{"id":"task_b","state":"READY"},"attempts":[
        {"result":"unclaimed","opened_at":null,"closed_at":null,"slots":[
          {"slot":0,"fence":null,"pid":null,"claimed_at":null,"ended_at":null}]}],
       "decisions":[{"coordination_class":"CRITICAL"}]}
      """;

  private static final DemoFigures FIGURES =
      DemoFigures.of(
          plan(),
          new TaskIds(Map.of(0, "task_a", 1, "task_b")),
          List.of(TaskRecord.of(JsonText.read(TASK_A)), TaskRecord.of(JsonText.read(TASK_B))),
          List.of(landed(2, 0, 3), landed(1, 1, 2), landed(0, 0, 1)));

  @Test
  void shares_are_slot_time_over_agents_times_makespan() {
    assertEquals(Duration.ofSeconds(10), FIGURES.makespan());
    assertEquals(0.25, FIGURES.usefulShare(), 1e-9);
    assertEquals(0.45, FIGURES.busyShare(), 1e-9);
  }

  @Test
  void what_has_not_ended_counts_as_lost_and_unclaimed_attempts_as_nothing() {
    assertEquals(1, FIGURES.succeeded());
    assertEquals(0, FIGURES.failed());
    assertEquals(1, FIGURES.lost());
    assertEquals(1, FIGURES.wastedAttempts());
    assertEquals(3, FIGURES.decisions());
    assertEquals(Map.of("SUBOPTIMAL", 1, "CRITICAL", 2), FIGURES.classes());
  }

  @Test
  void each_slot_of_a_shared_attempt_is_proven_with_the_parts_it_landed() {
    assertEquals(2, FIGURES.slotsMax());
    assertEquals(
        List.of(
            new DemoFigures.Proof("task_a", 0, 0, 1, 11, FROM, "2026-01-01T00:00:05Z"),
            new DemoFigures.Proof("task_a", 1, 1, 2, 12, FROM, "2026-01-01T00:00:03Z")),
        FIGURES.proofs());
  }

  @Test
  void people_see_the_processes_of_a_shared_task_in_one_line() {
    var summary = new DemoSummary(plan(), FIGURES, Path.of("x"), "tree", List.of(), 2);
    assertEquals(List.of(11L, 12L), FIGURES.pidsAtOnce());
    assertEquals(
        List.of("2 slots of one task at once: pids 11, 12"),
        summary.lines().stream().filter(line -> line.contains("pid")).toList());
  }

  @Test
  void slots_one_after_the_other_are_not_shown_as_at_once() {
    var record =
        TaskRecord.of(
            JsonText.read(TASK_A.replace("\"from\":\"" + FROM, "\"from\":\"2026-01-01T00:00:04Z")));
    var figures =
        DemoFigures.of(plan(), new TaskIds(Map.of(0, "task_a")), List.of(record), List.of());
    assertEquals(List.of(), figures.pidsAtOnce());
  }

  @Test
  void a_tree_that_differs_or_a_lost_task_is_not_good() {
    var summary =
        new DemoSummary(plan(), FIGURES, Path.of("x"), "other", List.of(RepoPath.ofText("a/b")), 2);
    assertEquals(false, summary.good());
    assertEquals(false, summary.document().path("tree_equal").asBoolean());
    assertEquals("[\"a/b\"]", summary.document().path("differing_paths").toString());
    assertEquals("0.250", summary.document().path("useful_share").toString());
  }

  private static LandedPart landed(int part, int slot, long fence) {
    return new LandedPart("c", "task_a", part, 3, slot, fence);
  }

  private static DemoPlan plan() {
    var entry = new TreeEntry("100644", "1".repeat(40));
    var changes =
        List.of(
            new Change(RepoPath.ofText("a"), entry, entry, 1),
            new Change(RepoPath.ofText("b"), entry, entry, 1),
            new Change(RepoPath.ofText("c"), entry, entry, 1));
    var first = new ReplayTask(0, "1".repeat(40), "", "A", PartSplit.split(changes), null);
    var second =
        new ReplayTask(1, "2".repeat(40), "", "B", PartSplit.split(changes.subList(0, 1)), null);
    return new DemoPlan(
        new DemoOptions(null, 2, 2, 1, 7470),
        "run",
        "r",
        false,
        "",
        "tree",
        List.of(first, second));
  }
}
