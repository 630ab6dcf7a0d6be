package dev.muster.lab.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.FeatureName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LabTest {
  private static final Arrivals ARRIVALS = new Arrivals(Parameters.USUAL, 11);

  @Test
  void what_happens_to_a_task_does_not_depend_on_what_was_asked_before() {
    LatentTask task = ARRIVALS.task(5);
    Outcome first = Lab.USUAL.happened(task, 3);
    Lab.USUAL.happened(ARRIVALS.task(6), 8);
    Lab.USUAL.happened(task, 8);

    assertEquals(first, Lab.USUAL.happened(new Arrivals(Parameters.USUAL, 11).task(5), 3));
  }

  @Test
  void more_agents_never_conflict_less_on_the_same_draws() {
    for (Lab.Equations equations : Lab.Equations.values()) {
      var lab = new Lab(equations, Parameters.USUAL);
      for (int i = 0; i < 300; i++) {
        LatentTask task = ARRIVALS.task(i);
        int[] conflicts =
            IntStream.rangeClosed(1, 8).map(n -> lab.happened(task, n).conflicts()).toArray();
        int[] sorted = conflicts.clone();
        Arrays.sort(sorted);
        assertEquals(Arrays.toString(sorted), Arrays.toString(conflicts), "task " + i);
        assertEquals(0, conflicts[0]);
      }
    }
  }

  @Test
  void whoever_knows_the_oracle_scores_1_and_the_best_constant_0() {
    Oracle oracle = Oracle.of(Lab.USUAL, 3, 300);

    assertEquals(1, oracle.score(Expected::best).closedGap(), 1e-12);
    assertEquals(new Score(1, 1, 1, 1, 1), oracle.score(Expected::best));
    int constant = oracle.bestConstant();
    assertEquals(0, oracle.score(t -> Math.min(constant, t.task().free())).closedGap(), 1e-12);
    assertTrue(oracle.score(t -> t.task().free()).closedGap() < 0);
  }

  @Test
  void a_sensor_shows_values_in_0_to_1_and_its_gaps_as_unknown() {
    for (int i = 0; i < 500; i++) {
      LatentTask task = ARRIVALS.task(i);
      double[] usual = SensorMap.USUAL.read(Parameters.USUAL, task);
      double[] gaps = SensorMap.GAPS.read(Parameters.USUAL, task);
      assertEquals(task.free() / 8.0, usual[at(FeatureName.AGENT_COUNT)]);
      assertEquals(1, Arrays.stream(usual).filter(Double::isNaN).count());
      assertTrue(Arrays.stream(usual).allMatch(v -> Double.isNaN(v) || (v >= 0 && v <= 1)));
      assertEquals(3, Arrays.stream(gaps).filter(Double::isNaN).count());
    }
  }

  @Test
  void twice_the_noise_is_twice_as_far_from_the_truth() {
    double once = distance(SensorMap.USUAL);
    assertEquals(2 * once, distance(SensorMap.NOISY), .1 * once);
  }

  /** Mean distance of the memory that is seen from the load, where no clamp cuts it. */
  private static double distance(SensorMap map) {
    return IntStream.range(0, 5_000)
        .mapToObj(ARRIVALS::task)
        .filter(task -> task.load() > .3 && task.load() < .7)
        .mapToDouble(task -> {
          double seen = map.read(Parameters.USUAL, task)[at(FeatureName.MEMORY_USAGE_PERCENT)];
          return Math.abs(seen - task.load());
        })
        .average()
        .orElseThrow();
  }

  private static int at(FeatureName name) {
    return List.of(FeatureName.values()).indexOf(name);
  }
}
