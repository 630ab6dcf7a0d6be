package dev.muster.learning;

import dev.muster.model.Surface;
import dev.muster.model.Terms;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * All that is kept of the outcomes of one measure: A = sum w z z', B = sum w z y (LEARNING 1.3),
 * where the weight w of an outcome falls with those that came after it. Confined to one thread.
 */
final class Statistics {
  private static final int TERMS = Terms.COUNT;

  /** Weights grow instead of the sums shrinking; beyond this all is scaled back. */
  private static final double WEIGHT_MAX = 1e6;

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
  void learn(double[] terms, double value, double keep) {
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
  void discount(double factor) {
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
  double outcomes() {
    return weights / next;
  }

  /**
   * The mean of the weights after the data, under the belief that makes the data most likely (type
   * II maximum likelihood, Bishop 2006, 3.5): how much n and the products matter, and whether the
   * world is as the prior has it, differs by measure. Without data it is that of the first belief.
   */
  Surface.Fit fit(List<Belief> beliefs) {
    return fit(beliefs, new Factors(this));
  }

  /** As {@link #fit(List)}, with what was factored already of the same terms. */
  Surface.Fit fit(List<Belief> beliefs, Factors factors) {
    Surface.Fit best = beliefs.getFirst().alone();
    if (weights == 0) {
      return best;
    }
    double most = Double.NEGATIVE_INFINITY;
    for (Belief belief : beliefs) {
      Cholesky factor = factors.of(belief);
      Surface.Fit fit = fit(belief, factor);
      double evidence =
          -.5
              * (outcomes() * Math.log(fit.variance())
                  + factor.logDeterminant()
                  - belief.logDeterminant());
      if (evidence > most) {
        most = evidence;
        best = fit;
      }
    }
    return best;
  }

  /** Whether it learned the same terms, with the same weights. */
  boolean sameTerms(Statistics other) {
    return next == other.next && Arrays.equals(a, other.a);
  }

  /** Of A and the precision of a belief. */
  Cholesky factor(Belief belief) {
    double[] matrix = new double[a.length];
    for (int i = 0; i < TERMS; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i * TERMS + j] = a[i * TERMS + j] / next + belief.precision(i, j);
      }
    }
    return Cholesky.of(TERMS, matrix);
  }

  /** What is left is |y - Z m|^2 - g'd, where d = (A + P)^-1 g is the step away from the mean m. */
  private Surface.Fit fit(Belief belief, Cholesky factor) {
    double[] weight = new double[TERMS];
    Arrays.setAll(weight, belief::mean);
    double[] gradient = new double[TERMS];
    double rest = squares / next;
    for (int i = 0; i < TERMS; i++) {
      double sum = 0;
      for (int j = 0; j < TERMS; j++) {
        sum += a[i < j ? j * TERMS + i : i * TERMS + j] * weight[j];
      }
      gradient[i] = (b[i] - sum) / next;
      rest -= weight[i] * (b[i] / next + gradient[i]);
    }
    double[] step = factor.solve(gradient);
    rest -= dot(gradient, step);
    for (int i = 0; i < TERMS; i++) {
      weight[i] += step[i];
    }
    return new Surface.Fit(weight, Math.max(LEAST_REST, rest) / outcomes());
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
