package dev.muster.lab.contention;

import dev.muster.lab.contention.ContentionBench.Measured;
import dev.muster.lab.contention.TaskRun.Conflict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The promise: declare + park with complete and with 85 % complete declarations at 60 and 80 % load
 * has at least 50 % fewer conflicted tasks at 98 % of the throughput of first come, both as the
 * median over all sources. Fewer by either count of conflicted tasks, hub files apart: edited and
 * not landed at the same time, and beside each other after scouting; the worse one decides. A
 * source in which first come has no conflict says nothing about fewer and is left out of that
 * median.
 */
final class Bar {
  static final double FEWER_LEAST = .5;
  static final double THROUGHPUT_LEAST = .98;
  private static final List<Double> LOADS = List.of(.6, .8);
  private static final List<Double> COMPLETENESS = List.of(1.0, .85);

  /** One strategy at one load, the medians over the sources. */
  record Cell(double load, Strategy strategy, double change, double throughput) {
    /** A change that is not known (no conflict to lessen) meets nothing. */
    boolean met() {
      return change <= -FEWER_LEAST && throughput >= THROUGHPUT_LEAST;
    }
  }

  private Bar() {}

  /** Every cell, over all sources. */
  static List<Cell> cells(List<Measured> sources, double bound) {
    List<Comparison> all = sources.stream().flatMap(source -> source.loads().stream()).toList();
    var cells = new ArrayList<Cell>();
    for (double load : LOADS) {
      List<Comparison> here = all.stream().filter(c -> c.load() == load).toList();
      for (double completeness : COMPLETENESS) {
        var strategy = Strategy.declareAndPark(completeness, bound);
        cells.add(
            new Cell(
                load,
                strategy,
                median(here, c -> worseChange(c, strategy)),
                median(here, c -> c.throughputRatio(strategy))));
      }
    }
    return cells;
  }

  static boolean met(List<Cell> cells) {
    return cells.stream().allMatch(Cell::met);
  }

  static double worseChange(Comparison comparison, Strategy strategy) {
    return Math.max(
        comparison.change(strategy, Conflict.FILE), comparison.change(strategy, Conflict.BESIDE));
  }

  private static double median(List<Comparison> sources, ToDoubleFunction<Comparison> figure) {
    double[] known =
        sources.stream().mapToDouble(figure).filter(value -> !Double.isNaN(value)).toArray();
    return known.length == 0 ? Double.NaN : Figures.median(known);
  }
}
