package dev.muster.lab.failure;

import dev.muster.lab.failure.Prequential.Method;
import dev.muster.lab.failure.Prequential.Result;
import dev.muster.lab.failure.Prequential.Schedule;
import dev.muster.lab.figures.BenchRow;
import dev.muster.lab.figures.BenchRow.Origin;
import dev.muster.lab.figures.BenchRows;
import dev.muster.lab.figures.Bootstrap;
import dev.muster.lab.figures.Interval;
import dev.muster.learning.risk.Ranking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The figures of one stream of changes: every method on the same changes with the same delays. */
final class FailureBench {
  /** What an alarm costs, and what a failure that nobody was warned of. */
  private static final double ALARM = 1;

  private static final double MISS = 5;

  private final List<Change> changes;
  private final int[] scored;
  private final boolean[] failed;
  private final String prefix;
  private final long seed;
  private final Origin origin;

  FailureBench(String prefix, List<Change> changes, String what, long seed) {
    this.prefix = prefix;
    this.changes = List.copyOf(changes);
    this.scored = IntStream.range(0, changes.size()).filter(i -> changes.get(i).scored()).toArray();
    this.failed = new boolean[scored.length];
    for (int i = 0; i < scored.length; i++) {
      failed[i] = changes.get(scored[i]).failed();
    }
    this.seed = seed;
    this.origin =
        Origin.replayed(
            "%s, %d of %d scored, seed %d".formatted(what, scored.length, changes.size(), seed));
  }

  /** Adds rows; {@code baseline} names the method that the others are held against. */
  void run(
      List<Method> methods,
      String baseline,
      Schedule schedule,
      BenchRows rows,
      Consumer<String> note) {
    Result result = new Prequential(methods, schedule, note).run(changes);
    Map<String, Ranking> all = new LinkedHashMap<>();
    result.probabilities().forEach((name, p) -> all.put(name, ranking(name, p)));
    Ranking ours = all.get(Prequential.CHAMPION);
    Ranking base = all.get(baseline);
    if (ours == null || base == null) {
      throw new IllegalArgumentException("no method " + baseline);
    }
    int[] blocks = IntStream.of(scored).map(i -> changes.get(i).block()).toArray();
    areas(all, ours, base, blocks, rows);
    row(rows, "pr_auc", ours.averagePrecision(), base.averagePrecision(), 1);
    row(rows, "brier", ours.brier(), base.brier(), 0);
    row(rows, "brier_skill", ours.skill(), base.skill(), 1);
    row(rows, "ece", ours.calibrationError(), base.calibrationError(), 0);
    costs(ours, base, rows);
    rows.remark(
        "%s: champion, by log loss on the latest outcomes: %s"
            .formatted(prefix, shares(result.champions())));
  }

  private Ranking ranking(String name, double[] probabilities) {
    double[] of = new double[scored.length];
    for (int i = 0; i < of.length; i++) {
      of[i] = probabilities[scored[i]];
      if (Double.isNaN(of[i])) {
        throw new IllegalStateException(name + " said nothing of change " + scored[i]);
      }
    }
    return new Ranking(of, failed);
  }

  private void areas(
      Map<String, Ranking> all, Ranking ours, Ranking base, int[] blocks, BenchRows rows) {
    Interval own = Bootstrap.of(ours::auc, blocks, seed);
    rows.add(new BenchRow(prefix + "_auc", own, base.auc(), Double.NaN, origin));
    all.forEach((name, other) -> {
      if (!name.equals(Prequential.CHAMPION)) {
        Interval gain = Bootstrap.of(times -> ours.auc(times) - other.auc(times), blocks, seed);
        rows.add(new BenchRow(prefix + "_auc_gain_over_" + name, gain, 0, Double.NaN, origin));
      }
    });
  }

  private void costs(Ranking ours, Ranking base, BenchRows rows) {
    double never = 100 * MISS * ours.rate();
    double always = 100 * ALARM;
    double perfect = 100 * ALARM * ours.rate();
    double own = ours.costPer100(ALARM, MISS);
    row(rows, "cost_per_100_vs_constant_alarm", own, Math.min(never, always), perfect);
    row(rows, "cost_per_100", own, base.costPer100(ALARM, MISS), perfect);
    rows.remark(
        String.format(
            Locale.ROOT,
            "%s: an alarm costs %.0f, a missed failure %.0f, so the alarm is raised at %.2f;"
                + " never costs %.1f per 100 changes, always %.1f",
            prefix,
            ALARM,
            MISS,
            ALARM / MISS,
            never,
            always));
    double[] effort = IntStream.of(scored).mapToDouble(i -> changes.get(i).effort()).toArray();
    if (IntStream.range(1, effort.length).anyMatch(i -> effort[i] != effort[0])) {
      row(rows, "recall_at_20_effort", ours.recallAtFifth(effort), base.recallAtFifth(effort), 1);
    }
  }

  private void row(BenchRows rows, String metric, double ours, double baseline, double ceiling) {
    rows.add(BenchRow.of(prefix + "_" + metric, ours, baseline, ceiling, origin));
  }

  private static String shares(Map<String, Integer> champions) {
    int all = champions.values().stream().mapToInt(Integer::intValue).sum();
    var text = new StringBuilder();
    champions.forEach((name, count) ->
        text.append(
            String.format(
                Locale.ROOT,
                "%s%s %.0f %%",
                text.isEmpty() ? "" : ", ",
                name,
                100.0 * count / all)));
    return text.toString();
  }
}
