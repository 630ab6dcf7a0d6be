package dev.muster.lab.gate;

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
  private static final String DATA = "open_bandit, men, 10,000 rows a log";

  /** Clicks and showings that a model adds to each item's own, at the mean rate. */
  private static final double SHRUNK = 200;

  private OpenBandit() {}

  /** Something shown; item from 0, position 0..2. */
  record Shown(int item, int position, boolean clicked, double propensity) {}

  static List<Shown> read(Path file) throws IOException {
    var shown = new ArrayList<Shown>();
    List<String> lines = Files.readAllLines(file);
    List<String> header = Arrays.asList(lines.getFirst().split(",", -1));
    int item = header.indexOf("item_id");
    int position = header.indexOf("position");
    int click = header.indexOf("click");
    int propensity = header.indexOf("propensity_score");
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      shown.add(
          new Shown(
              Integer.parseInt(fields[item]),
              Integer.parseInt(fields[position]) - 1,
              fields[click].equals("1"),
              Double.parseDouble(fields[propensity])));
    }
    return shown;
  }

  static List<Row> rows(List<Shown> random, List<Shown> thompson) {
    double[][] uniform = new double[POSITIONS][ITEMS];
    for (double[] one : uniform) {
      Arrays.fill(one, 1.0 / ITEMS);
    }
    var rows = new ArrayList<Row>();
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

  private static List<Row> rows(
      String name, List<Shown> log, double[][] target, List<Shown> truth) {
    Estimates found = OffPolicy.estimate(decisions(log, target), OpeBench.WEIGHT_MOST);
    long clicks = truth.stream().filter(Shown::clicked).count();
    Runs.Figure played = Runs.share(clicks, truth.size());
    double logged = (double) log.stream().filter(Shown::clicked).count() / log.size();
    var rows = new ArrayList<Row>();
    rows.add(
        row("on_policy_" + name, played.value(), played.low(), played.high(), logged, Double.NaN));
    rows.add(
        row(
            "effective_" + name,
            found.effective(),
            Double.NaN,
            Double.NaN,
            OffPolicy.EFFECTIVE_LEAST,
            log.size()));
    rows.add(row("mean_weight_" + name, found.meanWeight(), Double.NaN, Double.NaN, Double.NaN, 1));
    for (Estimator estimator : Estimator.values()) {
      @Nullable Estimate estimate = estimator.of(found);
      double value = estimate == null ? Double.NaN : estimate.value();
      double margin = estimate == null ? Double.NaN : estimate.margin();
      rows.add(
          row(
              estimator.label() + "_" + name,
              value,
              value - margin,
              value + margin,
              logged,
              played.value()));
    }
    return rows;
  }

  private static Row row(
      String metric, double ours, double low, double high, double baseline, double ceiling) {
    return new Row(metric, ours, low, high, baseline, ceiling, 1, DATA, "replayed");
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
