package dev.muster.lab.failure;

import dev.muster.learning.risk.CommitRisk;
import dev.muster.learning.risk.Examples;
import dev.muster.model.risk.Platt;
import dev.muster.model.risk.RiskScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Predicts each change before its outcome is known, in the order of time. Every method is fitted
 * anew on a schedule, on the outcomes known by then; between, its log-odds are recalibrated on the
 * most recent of its own predictions whose outcome has become known.
 */
final class Prequential {
  private final List<Method> methods;
  private final Schedule schedule;
  private final Consumer<String> note;

  Prequential(List<Method> methods, Schedule schedule, Consumer<String> note) {
    this.methods = List.copyOf(methods);
    this.schedule = schedule;
    this.note = note;
  }

  /** Seconds between fits and recalibrations, and how many known predictions the latter look at. */
  record Schedule(long refit, long recalibrate, int window) {}

  /** A way to predict; {@code candidate} says whether the champion may be this. */
  record Method(String name, boolean candidate, Fitter fitter) {}

  /** Fits to outcomes that are known. */
  interface Fitter {
    RiskScore fit(Examples known);
  }

  /** What a method said, by the index of the change; NaN where it said nothing yet. */
  @SuppressWarnings("ArrayRecordComponent") // columns of a matrix
  private record Said(double[] logOdds, double[] probability) {}

  /** What became of each method by name, and of the champion; and how often each was champion. */
  record Result(Map<String, double[]> probabilities, Map<String, Integer> champions) {}

  static final String CHAMPION = "ours";

  Result run(List<Change> changes) {
    var pass = new Pass(changes);
    for (int i = 0; i < changes.size(); i++) {
      pass.predict(i);
    }
    return pass.result();
  }

  /** Before so many outcomes are known nothing is predicted. */
  private static final int LEAST = 200;

  private static double[] unknown(int count) {
    double[] unknown = new double[count];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }

  /** One pass over changes in the order of time. */
  private final class Pass {
    private final List<Change> changes;
    private final List<Said> said = new ArrayList<>();
    private final double[] champion;
    private final Map<String, Integer> champions = new LinkedHashMap<>();
    private final List<RiskScore> scores = new ArrayList<>();
    private final Platt[] lines = new Platt[methods.size()];
    private final PriorityQueue<Integer> waiting;
    private final Examples known = new Examples();
    private final List<Integer> settled = new ArrayList<>();
    private long nextFit = Long.MIN_VALUE;
    private long nextLine = Long.MIN_VALUE;
    private int best = firstCandidate();

    Pass(List<Change> changes) {
      this.changes = changes;
      this.champion = unknown(changes.size());
      this.waiting = new PriorityQueue<>(Comparator.comparingLong(i -> changes.get(i).knownAt()));
      methods.forEach(
          method -> said.add(new Said(unknown(changes.size()), unknown(changes.size()))));
      Arrays.fill(lines, Platt.NONE);
    }

    private int firstCandidate() {
      for (int m = 0; m < methods.size(); m++) {
        if (methods.get(m).candidate()) {
          return m;
        }
      }
      throw new IllegalArgumentException("no candidate");
    }

    void predict(int i) {
      Change change = changes.get(i);
      settle(change.at());
      waiting.add(i);
      if (known.size() < LEAST) {
        return;
      }
      if (change.at() >= nextFit) {
        nextFit = change.at() + schedule.refit();
        scores.clear();
        methods.forEach(method -> scores.add(method.fitter().fit(known)));
        note.accept("%,d of %,d".formatted(i, changes.size()));
      }
      if (change.at() >= nextLine) {
        nextLine = change.at() + schedule.recalibrate();
        recalibrate();
      }
      for (int m = 0; m < lines.length; m++) {
        double logOdds = scores.get(m).logOdds(change.features(), change.group());
        said.get(m).logOdds()[i] = logOdds;
        said.get(m).probability()[i] = lines[m].probability(logOdds);
      }
      champion[i] = said.get(best).probability()[i];
      champions.merge(methods.get(best).name(), 1, Integer::sum);
    }

    /** Takes in the outcomes that are known by now. */
    private void settle(long now) {
      while (!waiting.isEmpty() && changes.get(waiting.peek()).knownAt() <= now) {
        int ended = waiting.remove();
        Change past = changes.get(ended);
        known.add(past.features(), past.group(), past.failed());
        settled.add(ended);
      }
    }

    /** Draws each method's line anew; champion is the candidate that lost least of late. */
    private void recalibrate() {
      List<Integer> recent = recent();
      if (recent.size() < LEAST) {
        return;
      }
      boolean[] failed = new boolean[recent.size()];
      for (int i = 0; i < failed.length; i++) {
        failed[i] = changes.get(recent.get(i)).failed();
      }
      double least = Double.POSITIVE_INFINITY;
      for (int m = 0; m < lines.length; m++) {
        double[] all = said.get(m).logOdds();
        double[] logOdds = recent.stream().mapToDouble(i -> all[i]).toArray();
        lines[m] = CommitRisk.calibrate(logOdds, failed);
        double loss = CommitRisk.logLoss(logOdds, failed, lines[m]);
        if (methods.get(m).candidate() && loss < least) {
          least = loss;
          best = m;
        }
      }
    }

    /** The changes whose outcome became known last, of those that something was said of. */
    private List<Integer> recent() {
      var recent = new ArrayList<Integer>();
      for (int i = settled.size() - 1; i >= 0 && recent.size() < schedule.window(); i--) {
        if (!Double.isNaN(champion[settled.get(i)])) {
          recent.add(settled.get(i));
        }
      }
      return recent;
    }

    Result result() {
      var probabilities = new LinkedHashMap<String, double[]>();
      probabilities.put(CHAMPION, champion);
      for (int m = 0; m < methods.size(); m++) {
        probabilities.put(methods.get(m).name(), said.get(m).probability());
      }
      return new Result(probabilities, champions);
    }
  }
}
