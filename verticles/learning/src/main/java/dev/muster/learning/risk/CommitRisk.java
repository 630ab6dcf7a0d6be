package dev.muster.learning.risk;

import dev.muster.learning.risk.Examples.Example;
import dev.muster.model.risk.Platt;
import dev.muster.model.risk.RiskModel;
import java.util.Arrays;

/** Fits a {@link RiskModel} to changes whose outcome is known. Pure. */
public final class CommitRisk {
  /** On weights of standardised features; small beside the thousands of changes of a history. */
  private static final double RIDGE = 1;

  /** Of a group's intercept: a group says little until about ten of its outcomes are known. */
  private static final double GROUP_RIDGE = 2;

  /** A slope far from one, fitted to few outcomes, is noise. */
  private static final double SLOPE_RIDGE = 10;

  private static final double SCALE_LEAST = 1e-9;

  private CommitRisk() {}

  /**
   * A model of these examples; of none, one that says even odds to everything.
   *
   * @param features how many each example has
   */
  public static RiskModel fit(Examples examples, int features) {
    double[] means = new double[features];
    double[] scales = new double[features];
    standard(examples, means, scales);
    int groups = examples.groups();
    int width = features + 1 + groups;
    double[] ridge = new double[width];
    Arrays.fill(ridge, 0, features, RIDGE);
    Arrays.fill(ridge, features + 1, width, GROUP_RIDGE);
    double[] prior = new double[width];
    double rate = examples.rate();
    prior[features] = Math.log(rate / (1 - rate));
    ridge[features] = SCALE_LEAST;
    double[] fitted = LogisticFit.fit(rows(examples, means, scales), prior, ridge);
    return new RiskModel(
        Arrays.copyOf(fitted, features),
        means,
        scales,
        fitted[features],
        Arrays.copyOfRange(fitted, features + 1, width));
  }

  /** Of each example its standardised features, a one, and a one for its group. */
  private static LogisticFit.Rows rows(Examples examples, double[] means, double[] scales) {
    int features = means.length;
    return new LogisticFit.Rows() {
      @Override
      public int size() {
        return examples.size();
      }

      @Override
      public boolean fill(int index, double[] row) {
        Example example = examples.get(index);
        Arrays.fill(row, 0);
        for (int i = 0; i < features; i++) {
          double value = example.features()[i];
          row[i] = Double.isNaN(value) ? 0 : (RiskModel.scaled(value) - means[i]) / scales[i];
        }
        row[features] = 1;
        row[features + 1 + example.group()] = 1;
        return example.failed();
      }
    };
  }

  /** Mean and standard deviation of log1p of each feature, where it is known. */
  private static void standard(Examples examples, double[] means, double[] scales) {
    for (int i = 0; i < means.length; i++) {
      double sum = 0;
      double squares = 0;
      int known = 0;
      for (int at = 0; at < examples.size(); at++) {
        double value = examples.get(at).features()[i];
        if (!Double.isNaN(value)) {
          double scaled = RiskModel.scaled(value);
          sum += scaled;
          squares += scaled * scaled;
          known++;
        }
      }
      means[i] = known == 0 ? 0 : sum / known;
      double variance = known == 0 ? 1 : squares / known - means[i] * means[i];
      scales[i] = variance < SCALE_LEAST ? 1 : Math.sqrt(variance);
    }
  }

  /**
   * The line that makes these outcomes most likely, drawn towards no change at all; it is fitted to
   * outcomes that the scores were not fitted to.
   */
  public static Platt calibrate(double[] logOdds, boolean[] failed) {
    var rows =
        new LogisticFit.Rows() {
          @Override
          public int size() {
            return logOdds.length;
          }

          @Override
          public boolean fill(int index, double[] row) {
            row[0] = logOdds[index];
            row[1] = 1;
            return failed[index];
          }
        };
    double[] fitted =
        LogisticFit.fit(rows, new double[] {1, 0}, new double[] {SLOPE_RIDGE, SLOPE_RIDGE});
    return new Platt(Math.max(0, fitted[0]), fitted[1]);
  }

  /** Log loss in nats, the mean over outcomes; the order of champion and challenger. */
  public static double logLoss(double[] logOdds, boolean[] failed, Platt platt) {
    double loss = 0;
    for (int i = 0; i < logOdds.length; i++) {
      double p = Math.clamp(platt.probability(logOdds[i]), 1e-6, 1 - 1e-6);
      loss -= Math.log(failed[i] ? p : 1 - p);
    }
    return loss / logOdds.length;
  }
}
