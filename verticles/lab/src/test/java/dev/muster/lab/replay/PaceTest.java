package dev.muster.lab.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void the_middle_task_takes_four_seconds_over_the_speed() {
    // log1p: 3 -> 1.386, 15 -> 2.773, 255 -> 5.545; the middle one is 15.
    Pace pace = Pace.of(List.of(task(255), task(3), task(15)), 4);
    assertEquals(Duration.ofSeconds(1), pace.work(15));
    assertEquals(Duration.ofMillis(500), pace.work(3));
    assertEquals(Duration.ofSeconds(2), pace.work(255));
  }

  @Test
  void no_work_is_shorter_than_a_quarter_or_longer_than_four_medians() {
    Pace pace = Pace.of(List.of(task(1)), 1);
    assertEquals(Duration.ofSeconds(1), pace.work(0));
    assertEquals(Duration.ofSeconds(16), pace.work(1_000_000));
  }

  @Test
  void tasks_without_churn_still_take_their_time() {
    assertEquals(Duration.ofSeconds(1), Pace.of(List.of(task(0)), 1).work(0));
  }

  private static ReplayTask task(int churn) {
    var entry = new TreeEntry("100644", "1".repeat(40));
    var part =
        new Part(0, List.of(new Change(RepoPath.ofText("a"), entry, entry, churn)), List.of());
    return new ReplayTask(0, "1".repeat(40), "", "", List.of(part), null);
  }
}
