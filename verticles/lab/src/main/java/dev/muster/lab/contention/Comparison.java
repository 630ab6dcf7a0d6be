package dev.muster.lab.contention;

import dev.muster.lab.contention.TaskRun.Conflict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Strategies on the same tasks: one source, one load, all seeds. The first strategy is what the
 * others are compared with.
 */
final class Comparison {
  private final double load;
  private final List<Strategy> strategies;
  private final Map<String, Figures> figures = new HashMap<>();
  private final double meanWork;

  private Comparison(double load, List<Strategy> strategies, double meanWork) {
    this.load = load;
    this.strategies = List.copyOf(strategies);
    this.meanWork = meanWork;
    strategies.forEach(strategy -> figures.put(strategy.label(), new Figures()));
  }

  static Comparison of(
      CommitTrace trace, Workload workload, List<Strategy> strategies, LongStream seeds) {
    List<List<PlannedTask>> replications =
        seeds.mapToObj(seed -> workload.tasks(trace, seed)).toList();
    double meanWork =
        replications.stream()
            .flatMap(List::stream)
            .mapToDouble(PlannedTask::work)
            .average()
            .orElse(Double.NaN);
    var comparison = new Comparison(workload.load(), strategies, meanWork);
    for (List<PlannedTask> tasks : replications) {
      for (Strategy strategy : strategies) {
        comparison.of(strategy).add(Replay.run(tasks, workload.agents(), strategy));
      }
    }
    return comparison;
  }

  double load() {
    return load;
  }

  /** Minutes. */
  double meanWork() {
    return meanWork;
  }

  List<Strategy> strategies() {
    return strategies;
  }

  Figures of(Strategy strategy) {
    Figures of = figures.get(strategy.label());
    if (of == null) {
      throw new IllegalArgumentException(strategy.label() + " was not replayed");
    }
    return of;
  }

  private Figures base() {
    return of(strategies.getFirst());
  }

  /** Conflicted tasks against the base, -0.6 for 60 % fewer; NaN when the base has none. */
  double change(Strategy strategy, Conflict conflict) {
    double before = base().per100(conflict);
    return before == 0 ? Double.NaN : of(strategy).per100(conflict) / before - 1;
  }

  double throughputRatio(Strategy strategy) {
    return of(strategy).throughput() / base().throughput();
  }

  double meanTimeRatio(Strategy strategy) {
    return of(strategy).meanTime() / base().meanTime();
  }

  double medianTimeRatio(Strategy strategy) {
    return of(strategy).medianTime() / base().medianTime();
  }
}
