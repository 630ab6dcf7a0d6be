package dev.muster.learning;

import dev.muster.model.Surface;
import dev.muster.model.Terms;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * All that is kept of the outcomes of one measure: A = sum w z z', B = sum w z y (LEARNING 1.3),
 * where the weight w of an outcome falls with those that came after it. Confined to one thread.
 */
public final class Statistics {
  private static final int TERMS = Terms.COUNT;

  /** Weights grow instead of the sums shrinking; beyond this all is scaled back. */
  private static final double WEIGHT_MAX = 1e6;

  /** Ridge of the terms without n, and of those with n: the pair that explains the data best. */
  private static final double[] RIDGES = {.1, 1, 10, 100};

  private static final double[] AGENT_RIDGES = {.3, 3, 30, 300, 3000};
  private static final double CONSTANT_RIDGE = 1e-3;
  private static final double FEATURE_SHARE = .3;
  private static final double LEAST_REST = 1e-9;

  /** Row by row, the lower triangle. */
  private final double[] a = new double[TERMS * TERMS];

  private final double[] b = new double[TERMS];
  private double squares;
  private double weights;
  private double next = 1;

  /**
   * Learns an outcome.
   *
   * @param terms z(x, n), of length {@link Terms#COUNT}
   * @param value what was measured
   * @param keep what is left of earlier outcomes, in (0,1]; 1 forgets nothing
   */
  public void learn(double[] terms, double value, double keep) {
    next /= keep;
    for (int i = 0; i < TERMS; i++) {
      double weighted = next * terms[i];
      if (weighted != 0) {
        int row = i * TERMS;
        for (int j = 0; j <= i; j++) {
          a[row + j] += weighted * terms[j];
        }
        b[i] += weighted * value;
      }
    }
    squares += next * value * value;
    weights += next;
    if (next > WEIGHT_MAX) {
      scale(1 / next);
      next = 1;
    }
  }

  /** How many bytes {@link #write} takes. */
  static int bytes() {
    return Double.BYTES * (TERMS * (TERMS + 1) / 2 + TERMS + 3);
  }

  /** Writes all that was learned. */
  void write(ByteBuffer to) {
    for (int i = 0; i < TERMS; i++) {
      for (int j = 0; j <= i; j++) {
        to.putDouble(a[i * TERMS + j]);
      }
      to.putDouble(b[i]);
    }
    to.putDouble(squares).putDouble(weights).putDouble(next);
  }

  /** What {@link #write} wrote. */
  static Statistics read(ByteBuffer from) {
    var read = new Statistics();
    for (int i = 0; i < TERMS; i++) {
      for (int j = 0; j <= i; j++) {
        read.a[i * TERMS + j] = from.getDouble();
      }
      read.b[i] = from.getDouble();
    }
    read.squares = from.getDouble();
    read.weights = from.getDouble();
    read.next = from.getDouble();
    return read;
  }

  /** Makes all that was learned weigh less by this factor, as after a drift. */
  public void discount(double factor) {
    scale(factor);
  }

  private void scale(double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] *= factor;
    }
    for (int i = 0; i < b.length; i++) {
      b[i] *= factor;
    }
    squares *= factor;
    weights *= factor;
  }

  /** How many outcomes there are, older ones counting less. */
  public double outcomes() {
    return weights / next;
  }

  /**
   * The ridge regression whose ridges make the data most likely (type II maximum likelihood, Bishop
   * 2006, 3.5): how much n and the products matter is not known beforehand and differs by measure.
   */
  public Surface.Fit fit() {
    if (weights == 0) {
      return Surface.Fit.NONE;
    }
    Surface.Fit best = Surface.Fit.NONE;
    double most = Double.NEGATIVE_INFINITY;
    for (double ridge : RIDGES) {
      for (double agents : AGENT_RIDGES) {
        double[] factor = new double[a.length];
        double logDeterminant = factored(ridge, agents, factor);
        Surface.Fit fit = fit(factor);
        double evidence =
            -.5
                * (outcomes() * Math.log(fit.variance())
                    + logDeterminant
                    - logPrior(ridge, agents));
        if (evidence > most) {
          most = evidence;
          best = fit;
        }
      }
    }
    return best;
  }

  /** The ridge regression with one ridge, for data whose errors are not independent. */
  public Surface.Fit fit(double ridge) {
    double[] factor = new double[a.length];
    factored(ridge, ridge, factor);
    return fit(factor);
  }

  private Surface.Fit fit(double[] factor) {
    double[] solved = solved(factor);
    double rest = Math.max(LEAST_REST, (squares - dot(b, solved)) / next);
    return new Surface.Fit(solved, rest / outcomes());
  }

  private static double ridge(int term, double ridge, double agents) {
    return switch (Terms.kind(term)) {
      case CONSTANT -> CONSTANT_RIDGE;
      case FEATURE -> FEATURE_SHARE * ridge;
      case PRODUCT -> ridge;
      case AGENTS -> agents;
    };
  }

  private static double logPrior(double ridge, double agents) {
    double sum = 0;
    for (int i = 0; i < TERMS; i++) {
      sum += Math.log(ridge(i, ridge, agents));
    }
    return sum;
  }

  /**
   * Cholesky of A plus the ridges into {@code factor}; the answer is the log of its determinant.
   */
  private double factored(double ridge, double agents, double[] factor) {
    double log = 0;
    for (int i = 0; i < TERMS; i++) {
      int row = i * TERMS;
      for (int j = 0; j <= i; j++) {
        int other = j * TERMS;
        double sum = a[row + j] / next + (i == j ? ridge(i, ridge, agents) : 0);
        for (int k = 0; k < j; k++) {
          sum -= factor[row + k] * factor[other + k];
        }
        factor[row + j] = i == j ? Math.sqrt(sum) : sum / factor[other + j];
      }
      log += 2 * Math.log(factor[row + i]);
    }
    return log;
  }

  private double[] solved(double[] factor) {
    double[] x = Arrays.copyOf(b, TERMS);
    for (int i = 0; i < TERMS; i++) {
      x[i] /= next;
      for (int k = 0; k < i; k++) {
        x[i] -= factor[i * TERMS + k] * x[k];
      }
      x[i] /= factor[i * TERMS + i];
    }
    for (int i = TERMS - 1; i >= 0; i--) {
      for (int k = i + 1; k < TERMS; k++) {
        x[i] -= factor[k * TERMS + i] * x[k];
      }
      x[i] /= factor[i * TERMS + i];
    }
    return x;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
