package dev.muster.learning.risk;

import dev.muster.learning.Cholesky;
import dev.muster.model.risk.RiskScore;

/** Ridge logistic regression by Newton's method. Pure. */
final class LogisticFit {
  private static final int STEPS_MAX = 25;
  private static final double CLOSE = 1e-6;

  /** A curvature of nearly nothing would make a step of nearly anything. */
  private static final double CURVATURE_LEAST = 1e-6;

  private LogisticFit() {}

  /** A matrix that is read row by row. */
  interface Rows {
    int size();

    /** Writes a row and returns its outcome. */
    boolean fill(int index, double[] row);
  }

  /** The weights that minimise log loss plus ridge/2 times the squared distance from the prior. */
  static double[] fit(Rows rows, double[] prior, double[] ridge) {
    int width = prior.length;
    double[] weights = prior.clone();
    double[] before = prior.clone();
    double least = Double.POSITIVE_INFINITY;
    for (int step = 0; step < STEPS_MAX; step++) {
      double[] gradient = new double[width];
      double[] curvature = new double[width * width];
      double loss = sum(rows, weights, gradient, curvature);
      for (int i = 0; i < width; i++) {
        double away = weights[i] - prior[i];
        loss += ridge[i] * away * away / 2;
        gradient[i] += ridge[i] * away;
        curvature[i * width + i] += ridge[i] + CURVATURE_LEAST;
      }
      if (loss > least) {
        halve(weights, before);
        continue;
      }
      least = loss;
      before = weights.clone();
      double[] move = Cholesky.of(width, curvature).solve(gradient);
      double longest = 0;
      for (int i = 0; i < width; i++) {
        weights[i] -= move[i];
        longest = Math.max(longest, Math.abs(move[i]));
      }
      if (longest < CLOSE) {
        break;
      }
    }
    return weights;
  }

  /** The log loss of all rows; its derivatives are added to {@code gradient} and curvature. */
  private static double sum(Rows rows, double[] weights, double[] gradient, double[] curvature) {
    double[] row = new double[weights.length];
    double loss = 0;
    for (int i = 0; i < rows.size(); i++) {
      boolean failed = rows.fill(i, row);
      double logOdds = dot(weights, row);
      double p = RiskScore.probability(logOdds);
      loss += softPlus(failed ? -logOdds : logOdds);
      add(row, p - (failed ? 1 : 0), Math.max(CURVATURE_LEAST, p * (1 - p)), gradient, curvature);
    }
    return loss;
  }

  /** Takes back half of a step: far from the solution Newton's method makes them too long. */
  private static void halve(double[] weights, double[] before) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (weights[i] + before[i]) / 2;
    }
  }

  /** log(1 + e^x) without overflow: the loss of log-odds -x when it happened. */
  private static double softPlus(double x) {
    return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Adds one row to the lower triangle; rows are mostly zero where groups are many. */
  private static void add(
      double[] row, double error, double weight, double[] gradient, double[] curvature) {
    for (int i = 0; i < row.length; i++) {
      if (row[i] != 0) {
        gradient[i] += error * row[i];
        double scaled = weight * row[i];
        int line = i * row.length;
        for (int j = 0; j <= i; j++) {
          curvature[line + j] += scaled * row[j];
        }
      }
    }
  }
}
