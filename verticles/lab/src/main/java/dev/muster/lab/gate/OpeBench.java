package dev.muster.lab.gate;

import dev.muster.lab.figures.BenchRow;
import dev.muster.lab.figures.BenchRow.Origin;
import dev.muster.lab.figures.Interval;
import dev.muster.lab.learning.World;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.SensorMap;
import dev.muster.learning.OffPolicy;
import dev.muster.learning.OffPolicy.Decision;
import dev.muster.learning.OffPolicy.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How right off-policy estimates are, on logs of SquareCB in a lab whose truth is known. */
final class OpeBench {
  /** The largest weight that SWITCH-DR trusts. */
  static final double WEIGHT_MOST = 10;

  private static final int POOL = 1_000;
  private static final int DECISIONS = 2_000;

  private final int runs;
  private final Consumer<String> progress;
  private final List<BenchRow> rows = new ArrayList<>();

  OpeBench(int runs, Consumer<String> progress) {
    this.runs = runs;
    this.progress = progress;
  }

  List<BenchRow> rows() {
    progress.accept("outcomes of " + POOL + " tasks");
    TaskPool all = TaskPool.of(new World(Lab.USUAL, SensorMap.USUAL), POOL);
    // With one agent there is nothing to choose: such decisions are no part of a log.
    var pool = new TaskPool(all.tasks().stream().filter(task -> task.size() > 1).toList());
    for (Target target : Target.values()) {
      progress.accept(target.label());
      var log = new LabLog(pool, target);
      for (Estimator estimator : Estimator.values()) {
        judge(estimator, log, LabLog.Fault.NONE);
      }
      for (LabLog.Fault fault : LabLog.Fault.values()) {
        if (fault != LabLog.Fault.NONE) {
          judge(Estimator.DR, log, fault);
        }
      }
      judge(Estimator.IPS, log, LabLog.Fault.PROPENSITIES);
      judge(Estimator.DM, log, LabLog.Fault.MODEL);
    }
    return rows;
  }

  private void judge(Estimator estimator, LabLog log, LabLog.Fault fault) {
    List<Estimate> found =
        IntStream.rangeClosed(1, runs)
            .parallel()
            .mapToObj(run -> estimate(estimator, log, run, fault))
            .filter(Objects::nonNull)
            .toList();
    String name = estimator.label() + fault.suffix() + "_" + log.target().label();
    long inside =
        found.stream().filter(e -> Math.abs(e.value() - log.truth()) <= e.margin()).count();
    double[] errors = found.stream().mapToDouble(e -> e.value() - log.truth()).toArray();
    add("bias_" + name, Interval.mean(errors), 0);
    double square = Arrays.stream(errors).map(e -> e * e).average().orElse(Double.NaN);
    double onPolicy = log.deviation() / Math.sqrt(DECISIONS);
    add("rmse_" + name, Interval.none(Math.sqrt(square)), onPolicy);
    add("coverage_" + name, Interval.share(inside, found.size()), .95);
    if (found.size() < runs) {
      double share = 1 - (double) found.size() / runs;
      add("no_estimate_" + name, Interval.none(share), Double.NaN);
    }
  }

  private static @Nullable Estimate estimate(
      Estimator estimator, LabLog log, long run, LabLog.Fault fault) {
    List<Decision> decisions = log.decisions(run, DECISIONS, fault);
    return estimator.of(OffPolicy.estimate(decisions, WEIGHT_MOST));
  }

  private void add(String metric, Interval ours, double ceiling) {
    String data = String.format(Locale.ROOT, "lab, logs of %,d decisions", DECISIONS);
    rows.add(new BenchRow(metric, ours, Double.NaN, ceiling, Origin.lab(runs, data)));
  }
}
