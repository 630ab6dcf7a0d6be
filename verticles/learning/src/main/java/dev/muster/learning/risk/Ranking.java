package dev.muster.learning.risk;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How good probabilities of failure are. Pure; arrays are parallel, one entry a change. */
public final class Ranking {
  private static final int BINS = 15;

  private final double[] probability;
  private final boolean[] failed;

  /** Indices by falling probability; equal ones stay in their order. */
  private final int[] order;

  public Ranking(double[] probability, boolean[] failed) {
    this.probability = probability.clone();
    this.failed = failed.clone();
    this.order = descending(i -> probability[i], probability.length);
  }

  private static int[] descending(IntToDoubleFunction key, int count) {
    return IntStream.range(0, count)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -key.applyAsDouble(i)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Area under the ROC curve: the chance that a failed change is above one that is not. */
  public double auc() {
    int[] ones = new int[failed.length];
    Arrays.fill(ones, 1);
    return auc(ones);
  }

  /** The same when change i was drawn {@code times[i]} times. */
  public double auc(int[] times) {
    double above = 0;
    double pairs = 0;
    double good = 0;
    for (int i = 0; i < order.length; ) {
      double tiedGood = 0;
      double tiedFailed = 0;
      double level = probability[order[i]];
      for (; i < order.length && probability[order[i]] == level; i++) {
        if (failed[order[i]]) {
          tiedFailed += times[order[i]];
        } else {
          tiedGood += times[order[i]];
        }
      }
      above += tiedFailed * (good + tiedGood / 2);
      good += tiedGood;
      pairs += tiedFailed;
    }
    return 1 - above / (pairs * good);
  }

  /** Average precision, the area under precision over recall by steps. */
  public double averagePrecision() {
    double found = 0;
    double sum = 0;
    for (int i = 0; i < order.length; i++) {
      if (failed[order[i]]) {
        found++;
        sum += found / (i + 1);
      }
    }
    return sum / found;
  }

  /** The mean squared error of the probabilities. */
  public double brier() {
    double sum = 0;
    for (int i = 0; i < failed.length; i++) {
      double error = probability[i] - (failed[i] ? 1 : 0);
      sum += error * error;
    }
    return sum / failed.length;
  }

  /** 1 - Brier / Brier of the share that failed, said of every change. */
  public double skill() {
    double rate = rate();
    return 1 - brier() / (rate * (1 - rate));
  }

  /** The share that failed. */
  public double rate() {
    return IntStream.range(0, failed.length).filter(i -> failed[i]).count()
        / (double) failed.length;
  }

  /** Expected calibration error over 15 bins of equal mass. */
  public double calibrationError() {
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double difference = 0;
      long from = (long) bin * order.length / BINS;
      long to = (long) (bin + 1) * order.length / BINS;
      for (long i = from; i < to; i++) {
        int at = order[(int) i];
        difference += probability[at] - (failed[at] ? 1 : 0);
      }
      error += Math.abs(difference);
    }
    return error / order.length;
  }

  /**
   * Share of the failed changes among those inspected, highest probability for each line first,
   * until a fifth of all lines is read.
   */
  public double recallAtFifth(double[] effort) {
    int[] first = descending(i -> probability[i] / Math.max(1, effort[i]), effort.length);
    double budget = Arrays.stream(effort).sum() / 5;
    double read = 0;
    double found = 0;
    for (int at : first) {
      read += effort[at];
      if (read > budget) {
        break;
      }
      found += failed[at] ? 1 : 0;
    }
    return found / (rate() * failed.length);
  }

  /** The cost of 100 changes when what is above the ratio alarm/miss raises an alarm. */
  public double costPer100(double alarm, double miss) {
    double cost = 0;
    for (int i = 0; i < failed.length; i++) {
      if (probability[i] >= alarm / miss) {
        cost += alarm;
      } else if (failed[i]) {
        cost += miss;
      }
    }
    return 100 * cost / failed.length;
  }
}
