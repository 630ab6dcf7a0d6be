package dev.muster.lab.learning;

import dev.muster.lab.figures.BenchRow;
import dev.muster.lab.figures.BenchRow.Origin;
import dev.muster.lab.figures.Interval;
import dev.muster.lab.swarm.Oracle;
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
final class Families {
  private static final List<Integer> OUTCOMES = List.of(1_000, 8_000);
  private static final int TEST_TASKS = 1_000;
  private static final long TEST_SEED = 1_000_000;

  /** Tasks that the ceiling was shown every n of. */
  static final int INFORMED_TASKS = 10_000;

  private final World world;
  private final LoggedRun run;
  private final Workshop workshop;

  /** Fits run in processes of their own. */
  Families(World world, Workshop workshop) {
    this.world = world;
    this.run = new LoggedRun(world);
    this.workshop = workshop;
  }

  /** A number of each seed: of the family, the surface beside it, and the ceiling. */
  private record Figures(List<Double> ours, List<Double> baseline, List<Double> ceiling) {
    Figures() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * A row such as {@code closed_gap_1000_boosting} for each family, over the seeds from 1 that
   * {@code origin} names. The baseline is the surface that learned from the same outcomes.
   *
   * @param progress run after each seed
   */
  List<BenchRow> rows(Origin origin, Runnable progress) {
    Model informed = world.informed(INFORMED_TASKS);
    Map<String, Figures> all = new LinkedHashMap<>();
    for (long seed = 1; seed <= origin.seeds(); seed++) {
      Oracle oracle = Oracle.of(world.lab(), TEST_SEED + seed, TEST_TASKS);
      double ceiling = world.closedGap(informed, oracle);
      for (int outcomes : OUTCOMES) {
        LoggedRun.Log log = run.log(seed, outcomes);
        double baseline = world.closedGap(log.surface(), oracle);
        for (Family family : Family.values()) {
          String metric = "closed_gap_" + outcomes + "_" + family.label();
          Figures figures = all.computeIfAbsent(metric, name -> new Figures());
          Model fitted = workshop.fitted(family, log.rows(), seed);
          figures.ours.add(world.closedGap(fitted, oracle));
          figures.baseline.add(baseline);
          figures.ceiling.add(ceiling);
        }
      }
      progress.run();
    }
    var rows = new ArrayList<BenchRow>();
    all.forEach((metric, figures) ->
        rows.add(
            new BenchRow(
                metric,
                mean(figures.ours),
                mean(figures.baseline).value(),
                mean(figures.ceiling).value(),
                origin)));
    return rows;
  }

  private static Interval mean(List<Double> values) {
    return Interval.mean(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
