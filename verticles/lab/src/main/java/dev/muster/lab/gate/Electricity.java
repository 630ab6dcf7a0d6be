package dev.muster.lab.gate;

import dev.muster.lab.contention.CsvReader;
import dev.muster.lab.figures.BenchRow;
import dev.muster.lab.figures.BenchRow.Origin;
import dev.muster.lab.figures.Bootstrap;
import dev.muster.lab.figures.Interval;
import dev.muster.learning.Adwin;
import dev.muster.learning.PageHinkley;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The electricity prices of New South Wales (elec2): each half hour, whether the price is above the
 * mean of the last day. Labels come in runs, so that "the same as last time" is hard to beat.
 */
final class Electricity {
  static final Path FILE = Path.of("drift_streams", "elec2.csv");
  private static final String DAY_OF_WEEK = "x1";
  private static final List<String> COLUMNS =
      List.of("x0", DAY_OF_WEEK, "x2", "x3", "x4", "x5", "x6", "x7", "y");
  private static final int LABEL = COLUMNS.size() - 1;
  private static final int WEEK = 7 * 48;
  private static final long SEED = 1;
  private static final double RATE = .1;

  private Electricity() {}

  /** What is known of a half hour, the constant 1 last, and the label. */
  record Instance(List<Double> features, boolean up) {}

  /** What to do about drift. */
  private enum Alarm {
    NONE,
    ADWIN,
    PAGE_HINKLEY
  }

  static List<Instance> read(Path file) throws IOException {
    var instances = new ArrayList<Instance>();
    try (var in = Files.newBufferedReader(file)) {
      var csv = new CsvReader(in, file.toString(), COLUMNS.toArray(String[]::new));
      for (var record = csv.next(); record != null; record = csv.next()) {
        var features = new ArrayList<Double>();
        for (String column : COLUMNS.subList(0, LABEL)) {
          double value = Double.parseDouble(record.getOrDefault(column, ""));
          features.add(column.equals(DAY_OF_WEEK) ? value / 7 : value);
        }
        features.add(1.0);
        boolean up = record.getOrDefault(COLUMNS.get(LABEL), "").equals("1");
        instances.add(new Instance(features, up));
      }
    }
    return instances;
  }

  /** Each half hour is predicted before its label is learned. */
  static List<BenchRow> rows(List<Instance> instances) {
    Origin origin =
        Origin.replayed(String.format(Locale.ROOT, "elec2, %,d half hours", instances.size()));
    Interval same = unchanged(instances).accuracy();
    var rows = new ArrayList<BenchRow>();
    rows.add(new BenchRow("elec2_accuracy_no_change", same, same.value(), Double.NaN, origin));
    for (Alarm alarm : Alarm.values()) {
      Map<String, Became> learners = new LinkedHashMap<>();
      learners.put("logistic", logistic(instances, alarm));
      learners.put("majority", majority(instances, alarm));
      learners.forEach((learner, became) -> {
        String name = learner + "_" + alarm.name().toLowerCase(Locale.ROOT);
        rows.add(
            new BenchRow(
                "elec2_accuracy_" + name, became.accuracy(), same.value(), Double.NaN, origin));
        if (alarm != Alarm.NONE) {
          double often = 1_000.0 * became.alarms / instances.size();
          rows.add(
              BenchRow.of(
                  "elec2_alarms_" + name + "_per_1000", often, Double.NaN, Double.NaN, origin));
        }
      });
    }
    return rows;
  }

  /** Which half hours were told right, and how often there was an alarm. */
  private static final class Became {
    private final boolean[] right;
    private final int alarms;

    Became(boolean[] right, int alarms) {
      this.right = right;
      this.alarms = alarms;
    }

    /** Half hours of a week are right or wrong together. */
    Interval accuracy() {
      int[] weeks = IntStream.range(0, right.length).map(i -> i / WEEK).toArray();
      return Bootstrap.of(this::accuracy, weeks, SEED);
    }

    private double accuracy(int[] times) {
      double sum = 0;
      double all = 0;
      for (int i = 0; i < right.length; i++) {
        sum += right[i] ? times[i] : 0;
        all += times[i];
      }
      return sum / all;
    }
  }

  /** The label of the half hour before; of the first one, that it is not up. */
  private static Became unchanged(List<Instance> instances) {
    boolean[] right = new boolean[instances.size()];
    boolean before = false;
    for (int i = 0; i < right.length; i++) {
      right[i] = instances.get(i).up() == before;
      before = instances.get(i).up();
    }
    return new Became(right, 0);
  }

  /** Logistic regression by stochastic gradient; an alarm begins it anew. */
  private static Became logistic(List<Instance> instances, Alarm alarm) {
    var watch = new Watch(alarm);
    double[] weights = new double[instances.getFirst().features().size()];
    boolean[] right = new boolean[instances.size()];
    for (int at = 0; at < right.length; at++) {
      Instance instance = instances.get(at);
      double score = 0;
      for (int i = 0; i < weights.length; i++) {
        score += weights[i] * instance.features().get(i);
      }
      double error = (instance.up() ? 1 : 0) - 1 / (1 + Math.exp(-score));
      boolean wrong = score > 0 != instance.up();
      right[at] = !wrong;
      for (int i = 0; i < weights.length; i++) {
        weights[i] += RATE * error * instance.features().get(i);
      }
      if (watch.see(wrong)) {
        weights = new double[weights.length];
      }
    }
    return new Became(right, watch.alarms);
  }

  /** The more frequent label so far; an alarm begins it anew. */
  private static Became majority(List<Instance> instances, Alarm alarm) {
    var watch = new Watch(alarm);
    int balance = 0;
    boolean[] right = new boolean[instances.size()];
    for (int at = 0; at < right.length; at++) {
      Instance instance = instances.get(at);
      boolean wrong = balance > 0 != instance.up();
      right[at] = !wrong;
      balance += instance.up() ? 1 : -1;
      if (watch.see(wrong)) {
        balance = 0;
      }
    }
    return new Became(right, watch.alarms);
  }

  /** Tells when errors become more frequent. */
  private static final class Watch {
    private final Alarm alarm;
    private final Adwin adwin = new Adwin();
    private final PageHinkley pageHinkley = new PageHinkley();
    private int alarms;

    Watch(Alarm alarm) {
      this.alarm = alarm;
    }

    boolean see(boolean wrong) {
      double error = wrong ? 1 : 0;
      boolean found =
          switch (alarm) {
            case NONE -> false;
            case ADWIN -> {
              double before = adwin.mean();
              yield adwin.see(error) && adwin.mean() > before;
            }
            case PAGE_HINKLEY -> pageHinkley.see(error);
          };
      alarms += found ? 1 : 0;
      return found;
    }
  }
}
