package dev.muster.lab.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.CoordinationClass;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the literature says of scaling agents comes out of the lab as well, over three seeds. */
final class PublishedRowsTest {
  private static final int TASKS = 1_500;
  private static final List<Oracle> ORACLES =
      List.of(1L, 2L, 3L).stream().map(seed -> Oracle.of(Lab.USUAL, seed, TASKS)).toList();

  @Test
  void sequential_work_gains_next_to_nothing_from_seven_agents() {
    assertBetween(1.0, 1.3, speedup(TaskType.SEQUENTIAL, 7));
  }

  @Test
  void long_work_that_divides_gains_three_to_four_fold() {
    assertBetween(3.3, 4.4, speedup(TaskType.LONG, 7));
  }

  @Test
  void seven_agents_take_two_to_three_and_a_half_times_the_tokens() {
    double one = mean(null, task -> task.tokens(1));
    assertBetween(2.0, 3.5, mean(null, task -> task.tokens(7)) / one);
  }

  @Test
  void success_falls_with_n_for_mixed_work_and_rises_for_long_work_that_divides() {
    for (int n = 2; n <= 8; n++) {
      int more = n;
      assertTrue(success(TaskType.MIXED, more) < success(TaskType.MIXED, more - 1), "mixed " + n);
    }
    assertTrue(success(TaskType.LONG, 3) > success(TaskType.LONG, 1));
    assertTrue(success(TaskType.LONG, 7) > success(TaskType.LONG, 3));
  }

  @Test
  void seven_agents_have_half_a_conflict_to_just_over_one_in_each_task() {
    assertBetween(.5, 1.2, mean(null, task -> task.conflicts(7)));
    assertEquals(0, mean(null, task -> task.conflicts(1)));
  }

  @Test
  void every_class_is_the_best_of_8_to_40_per_cent_of_the_tasks() {
    for (CoordinationClass band : CoordinationClass.values()) {
      double share = ORACLES.stream().mapToDouble(o -> o.share(band)).average().orElseThrow();
      assertTrue(share >= .08 && share <= .40, () -> band + " " + share);
    }
  }

  private static double speedup(TaskType type, int n) {
    return mean(type, task -> task.minutes(1)) / mean(type, task -> task.minutes(n));
  }

  private static double success(TaskType type, int n) {
    return mean(type, task -> task.success(n));
  }

  /** Over the tasks of a type, or over all when that is null. */
  private static double mean(@Nullable TaskType type, ToDoubleFunction<Expected> of) {
    return ORACLES.stream()
        .flatMap(oracle -> oracle.tasks().stream())
        .filter(task -> type == null || task.task().type() == type)
        .mapToDouble(of)
        .average()
        .orElseThrow();
  }

  private static void assertBetween(double least, double most, double found) {
    assertTrue(
        found >= least && found <= most,
        () -> "expected " + least + " to " + most + ", found " + found);
  }
}
