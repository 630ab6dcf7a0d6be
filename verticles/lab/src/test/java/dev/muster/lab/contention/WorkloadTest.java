package dev.muster.lab.contention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  private static CommitTrace trace(int commits) {
    return new CommitTrace(
        "made",
        false,
        IntStream.range(0, commits)
            .mapToObj(
                i -> new PastCommit("c" + i, 59, List.of(Plans.file("f" + i), Plans.file("g" + i))))
            .toList(),
        "");
  }

  @Test
  void the_median_of_work_follows_churn_within_bounds() {
    assertEquals(10, Workload.medianWork(59), 1e-12);
    assertEquals(10, Workload.medianWork(-1), 1e-12);
    // (1 / 60)^0.3 = e^(-0.3 ln 60) = e^-1.2283
    assertEquals(2.928, Workload.medianWork(0), 1e-3);
    // 60 min x: 6^(1 / 0.3) = 392.5 times 60 lines
    assertEquals(60, Workload.medianWork(30_000), 1e-12);
  }

  @Test
  void every_load_gets_the_same_tasks_at_other_times() {
    List<PlannedTask> calm = new Workload(8, .4, 50).tasks(trace(50), 9);
    List<PlannedTask> busy = new Workload(8, .8, 50).tasks(trace(50), 9);
    for (int i = 0; i < 50; i++) {
      assertEquals(calm.get(i).work(), busy.get(i).work());
      assertEquals(calm.get(i).edits(), busy.get(i).edits());
      assertEquals(calm.get(i).arrival(), 2 * busy.get(i).arrival(), 1e-9);
    }
  }

  @Test
  void a_backlog_is_there_at_once() {
    assertTrue(
        new Workload(8, Workload.BACKLOG, 50)
            .tasks(trace(50), 9).stream().allMatch(task -> task.arrival() == 0));
  }

  @Test
  void agents_are_busy_for_the_named_share_of_the_time() {
    List<PlannedTask> tasks = new Workload(8, .6, 20_000).tasks(trace(50), 9);
    double work = tasks.stream().mapToDouble(PlannedTask::work).sum();
    assertEquals(.6, work / 8 / tasks.getLast().arrival(), .02);
  }

  @Test
  void work_is_lognormal_around_its_median() {
    double[] logs =
        new Workload(8, .6, 20_000)
            .tasks(trace(50), 9).stream().mapToDouble(task -> Math.log(task.work())).toArray();
    double mean = IntStream.range(0, logs.length).mapToDouble(i -> logs[i]).average().orElse(0);
    double variance =
        IntStream.range(0, logs.length)
            .mapToDouble(i -> (logs[i] - mean) * (logs[i] - mean))
            .average()
            .orElse(0);
    assertEquals(Math.log(10), mean, .02);
    assertEquals(.7, Math.sqrt(variance), .02);
  }

  @Test
  void a_short_history_is_replayed_in_its_order_again_and_again() {
    List<PlannedTask> tasks = new Workload(2, .6, 7).tasks(trace(3), 1);
    List<String> first = paths(tasks);
    assertEquals(first.subList(0, 3), first.subList(3, 6));
    assertEquals(3, first.stream().distinct().count());
  }

  @Test
  void a_long_history_is_replayed_in_a_window_that_the_seed_chooses() {
    List<String> one = paths(new Workload(2, .6, 7).tasks(trace(500), 1));
    assertEquals(7, one.stream().distinct().count());
    assertNotEquals(one, paths(new Workload(2, .6, 7).tasks(trace(500), 2)));
  }

  @Test
  void files_are_edited_after_scouting_and_before_the_end_in_order() {
    for (PlannedTask task : new Workload(8, .6, 200).tasks(trace(50), 9)) {
      assertEquals(.1 * task.work(), task.scouting(), 1e-9);
      double first = task.edits().getFirst().at();
      double last = task.edits().getLast().at();
      assertTrue(task.scouting() <= first && first <= last && last <= task.work());
    }
  }

  private static List<String> paths(List<PlannedTask> tasks) {
    return tasks.stream()
        .map(task ->
            task.edits().stream()
                .map(edit -> edit.file().path())
                .filter(path -> path.startsWith("f"))
                .findFirst()
                .orElse(""))
        .toList();
  }
}
