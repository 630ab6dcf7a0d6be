package dev.muster.lab.gate;

import dev.muster.lab.contention.CsvReader;
import dev.muster.lab.figures.BenchRow;
import dev.muster.lab.figures.BenchRow.Origin;
import dev.muster.lab.figures.Interval;
import dev.muster.learning.OffPolicy;
import dev.muster.learning.OffPolicy.Decision;
import dev.muster.learning.OffPolicy.Estimate;
import dev.muster.learning.OffPolicy.Estimates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The small sample of the Open Bandit Dataset: items shown at three positions, and whether they
 * were clicked, under two policies. Each one's click rate is estimated from the log of the other.
 */
final class OpenBandit {
  static final Path RANDOM = Path.of("open_bandit", "random_men.csv");
  static final Path THOMPSON = Path.of("open_bandit", "bts_men.csv");
  private static final int ITEMS = 34;
  private static final int POSITIONS = 3;

  /** Clicks and showings that a model adds to each item's own, at the mean rate. */
  private static final double SHRUNK = 200;

  private OpenBandit() {}

  /** Something shown; item from 0, position 0..2. */
  record Shown(int item, int position, boolean clicked, double propensity) {}

  static List<Shown> read(Path file) throws IOException {
    var shown = new ArrayList<Shown>();
    try (var in = Files.newBufferedReader(file)) {
      var csv =
          new CsvReader(in, file.toString(), "item_id", "position", "click", "propensity_score");
      for (var record = csv.next(); record != null; record = csv.next()) {
        shown.add(
            new Shown(
                Integer.parseInt(record.getOrDefault("item_id", "")),
                Integer.parseInt(record.getOrDefault("position", "")) - 1,
                record.getOrDefault("click", "").equals("1"),
                Double.parseDouble(record.getOrDefault("propensity_score", ""))));
      }
    }
    return shown;
  }

  static List<BenchRow> rows(List<Shown> random, List<Shown> thompson) {
    double[][] uniform = new double[POSITIONS][ITEMS];
    for (double[] one : uniform) {
      Arrays.fill(one, 1.0 / ITEMS);
    }
    var rows = new ArrayList<BenchRow>();
    rows.addAll(rows("random_from_thompson", thompson, uniform, random));
    rows.addAll(rows("thompson_from_random", random, frequencies(thompson), thompson));
    return rows;
  }

  /**
   * How often each item was shown at each position: what a policy that learned while it was logged
   * played on average. Its propensity of what it did not show is not recorded.
   */
  private static double[][] frequencies(List<Shown> log) {
    double[][] shares = new double[POSITIONS][ITEMS];
    double[] all = new double[POSITIONS];
    for (Shown shown : log) {
      shares[shown.position()][shown.item()]++;
      all[shown.position()]++;
    }
    for (int i = 0; i < POSITIONS; i++) {
      for (int j = 0; j < ITEMS; j++) {
        shares[i][j] /= all[i];
      }
    }
    return shares;
  }

  private static List<BenchRow> rows(
      String name, List<Shown> log, double[][] target, List<Shown> truth) {
    Estimates found = OffPolicy.estimate(decisions(log, target), OpeBench.WEIGHT_MOST);
    Origin origin =
        Origin.replayed(
            String.format(
                Locale.ROOT, "open_bandit, men, %,d and %,d rows", log.size(), truth.size()));
    Interval played = clicked(truth);
    double logged = clicked(log).value();
    var rows = new ArrayList<BenchRow>();
    rows.add(new BenchRow("on_policy_" + name, played, logged, Double.NaN, origin));
    rows.add(
        BenchRow.of(
            "effective_" + name, found.effective(), OffPolicy.EFFECTIVE_LEAST, log.size(), origin));
    rows.add(BenchRow.of("mean_weight_" + name, found.meanWeight(), Double.NaN, 1, origin));
    for (Estimator estimator : Estimator.values()) {
      rows.add(
          new BenchRow(
              estimator.label() + "_" + name,
              interval(estimator.of(found)),
              logged,
              played.value(),
              origin));
    }
    return rows;
  }

  private static Interval clicked(List<Shown> log) {
    return Interval.share(log.stream().filter(Shown::clicked).count(), log.size());
  }

  private static Interval interval(@Nullable Estimate estimate) {
    return estimate == null
        ? Interval.none(Double.NaN)
        : new Interval(
            estimate.value(),
            estimate.value() - estimate.margin(),
            estimate.value() + estimate.margin());
  }

  private static List<Decision> decisions(List<Shown> log, double[][] target) {
    // Two halves by turns: each is judged by the rates of the other, so that no row predicts
    // itself.
    List<double[]> models = List.of(rates(log, 1), rates(log, 0));
    var decisions = new ArrayList<Decision>();
    for (int i = 0; i < log.size(); i++) {
      Shown shown = log.get(i);
      double[] model = models.get(i % 2);
      double[] plays = target[shown.position()];
      double valued = 0;
      for (int j = 0; j < ITEMS; j++) {
        valued += plays[j] * model[j];
      }
      decisions.add(
          new Decision(
              shown.clicked() ? 1 : 0,
              shown.propensity(),
              plays[shown.item()],
              model[shown.item()],
              valued));
    }
    return decisions;
  }

  /** The click rate of each item over every second row, drawn to the mean. */
  private static double[] rates(List<Shown> log, int half) {
    double[] clicks = new double[ITEMS];
    double[] showings = new double[ITEMS];
    double all = 0;
    double count = 0;
    for (int i = half; i < log.size(); i += 2) {
      Shown shown = log.get(i);
      clicks[shown.item()] += shown.clicked() ? 1 : 0;
      showings[shown.item()]++;
      all += shown.clicked() ? 1 : 0;
      count++;
    }
    for (int i = 0; i < ITEMS; i++) {
      clicks[i] = (clicks[i] + SHRUNK * all / count) / (showings[i] + SHRUNK);
    }
    return clicks;
  }
}
