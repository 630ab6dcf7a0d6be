package dev.muster.lab.learning;

import dev.muster.lab.swarm.Arrivals;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.lab.swarm.Oracle;
import dev.muster.lab.swarm.SensorMap;
import dev.muster.learning.Learner;
import dev.muster.learning.challenger.Family;
import dev.muster.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of the way from the best constant n to the best n of each task a model of each family
 * closes that learned from the same outcomes, those of a surface that explores.
 */
public final class Families {
  private static final List<Integer> OUTCOMES = List.of(1_000, 8_000);
  private static final int TEST_TASKS = 1_000;
  private static final long TEST_SEED = 1_000_000;
  private static final int INFORMED_TASKS = 10_000;
  private static final long INFORMED_SEED = 2_000_000;

  private final Lab lab;
  private final SensorMap map;
  private final LoggedRun run;
  private final Workshop workshop;

  /** Fits run in processes of their own. */
  public Families(Lab lab, SensorMap map, Workshop workshop) {
    this.lab = lab;
    this.map = map;
    this.run = new LoggedRun(lab, map);
    this.workshop = workshop;
  }

  /**
   * A line of the benchmark, with a number of each seed.
   *
   * @param metric such as {@code closed_gap_1000_boosting}
   * @param baseline the surface that learned from the same outcomes
   * @param ceiling a surface that was shown what every n became on 10,000 tasks
   */
  public record Row(
      String metric, List<Double> ours, List<Double> baseline, List<Double> ceiling) {}

  /** All rows over seeds 1 to {@code seeds}; {@code progress} is run after each. */
  public List<Row> rows(long seeds, Runnable progress) {
    Model informed = informed();
    Map<String, Row> rows = new LinkedHashMap<>();
    for (long seed = 1; seed <= seeds; seed++) {
      Oracle oracle = Oracle.of(lab, TEST_SEED + seed, TEST_TASKS);
      double ceiling = closed(oracle, informed);
      for (int outcomes : OUTCOMES) {
        LoggedRun.Log log = run.log(seed, outcomes);
        double baseline = closed(oracle, log.surface());
        for (Family family : Family.values()) {
          Row row =
              rows.computeIfAbsent("closed_gap_" + outcomes + "_" + family.label(), Families::row);
          row.ours.add(closed(oracle, workshop.fitted(family, log.rows(), seed)));
          row.baseline.add(baseline);
          row.ceiling.add(ceiling);
        }
      }
      progress.run();
    }
    return List.copyOf(rows.values());
  }

  private static Row row(String metric) {
    return new Row(metric, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  private double closed(Oracle oracle, Model model) {
    return oracle.score(expected -> run.best(model, expected.task())).closedGap();
  }

  private Model informed() {
    var learner = new Learner(1);
    var arrivals = new Arrivals(lab.parameters(), INFORMED_SEED);
    for (int i = 0; i < INFORMED_TASKS; i++) {
      LatentTask task = arrivals.task(i);
      double[] features = map.read(lab.parameters(), task);
      for (int n = 1; n <= LoggedRun.ARMS; n++) {
        learner.learn(features, n, LoggedRun.measured(lab.happened(task, n)));
      }
    }
    return learner.fitTogether();
  }
}
