package dev.muster.lab.gate;

import dev.muster.learning.Adwin;
import dev.muster.learning.PageHinkley;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The electricity prices of New South Wales (elec2): each half hour, whether the price is above the
 * mean of the last day. Labels come in runs, so that "the same as last time" is right in 85 %.
 */
final class Electricity {
  static final Path FILE = Path.of("drift_streams", "elec2.csv");
  private static final String DATA = "elec2, 45,312 half hours";
  private static final double RATE = .1;
  private static final double Z = 1.96;

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
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      var features = new ArrayList<Double>();
      for (int i = 0; i < fields.length - 1; i++) {
        double value = Double.parseDouble(fields[i]);
        features.add(i == 1 ? value / 7 : value);
      }
      features.add(1.0);
      instances.add(new Instance(features, fields[fields.length - 1].equals("1")));
    }
    return instances;
  }

  /** Each half hour is predicted before its label is learned. */
  static List<Row> rows(List<Instance> instances) {
    double same = unchanged(instances);
    var rows = new ArrayList<Row>();
    rows.add(row("elec2_accuracy_no_change", same, instances.size(), same));
    for (Alarm alarm : Alarm.values()) {
      Became logistic = logistic(instances, alarm);
      String name = alarm.name().toLowerCase(Locale.ROOT);
      rows.add(row("elec2_accuracy_logistic_" + name, logistic.accuracy(), instances.size(), same));
      Became majority = majority(instances, alarm);
      rows.add(row("elec2_accuracy_majority_" + name, majority.accuracy(), instances.size(), same));
      if (alarm != Alarm.NONE) {
        rows.add(count("elec2_alarms_logistic_" + name, logistic.alarms(), instances.size()));
        rows.add(count("elec2_alarms_majority_" + name, majority.alarms(), instances.size()));
      }
    }
    return rows;
  }

  private record Became(double accuracy, int alarms) {}

  private static double unchanged(List<Instance> instances) {
    int right = 0;
    for (int i = 1; i < instances.size(); i++) {
      right += instances.get(i).up() == instances.get(i - 1).up() ? 1 : 0;
    }
    return (double) right / (instances.size() - 1);
  }

  /** Logistic regression by stochastic gradient; an alarm begins it anew. */
  private static Became logistic(List<Instance> instances, Alarm alarm) {
    var watch = new Watch(alarm);
    double[] weights = new double[instances.getFirst().features().size()];
    int right = 0;
    for (Instance instance : instances) {
      double score = 0;
      for (int i = 0; i < weights.length; i++) {
        score += weights[i] * instance.features().get(i);
      }
      double error = (instance.up() ? 1 : 0) - 1 / (1 + Math.exp(-score));
      boolean wrong = score > 0 != instance.up();
      right += wrong ? 0 : 1;
      for (int i = 0; i < weights.length; i++) {
        weights[i] += RATE * error * instance.features().get(i);
      }
      if (watch.see(wrong)) {
        weights = new double[weights.length];
      }
    }
    return new Became((double) right / instances.size(), watch.alarms);
  }

  /** The more frequent label so far; an alarm begins it anew. */
  private static Became majority(List<Instance> instances, Alarm alarm) {
    var watch = new Watch(alarm);
    int balance = 0;
    int right = 0;
    for (Instance instance : instances) {
      boolean wrong = balance > 0 != instance.up();
      right += wrong ? 0 : 1;
      balance += instance.up() ? 1 : -1;
      if (watch.see(wrong)) {
        balance = 0;
      }
    }
    return new Became((double) right / instances.size(), watch.alarms);
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

  private static Row row(String metric, double share, int count, double baseline) {
    double margin = Z * Math.sqrt(share * (1 - share) / count);
    return new Row(
        metric, share, share - margin, share + margin, baseline, Double.NaN, 1, DATA, "replayed");
  }

  private static Row count(String metric, int alarms, int count) {
    double perThousand = 1000.0 * alarms / count;
    return new Row(
        metric + "_per_1000",
        perThousand,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        1,
        DATA,
        "replayed");
  }
}
