package dev.muster.lab.learning;

import dev.muster.learning.Cholesky;
import dev.muster.learning.Prior;
import dev.muster.model.Terms;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the weights of one measure are distributed over labs: the mean and the covariance that make
 * the outcomes of all labs most likely, by expectation maximisation for a hierarchical linear model
 * (Laird and Ware 1982). Expected are the weights of each lab, N(m, V) after its outcomes; then
 * mean = average of m, covariance = average of V + (m - mean)(m - mean)', with a little of a
 * diagonal where labs say nothing.
 */
final class PriorFit {
  private static final int TERMS = Terms.COUNT;
  private static final int ITERATIONS = 15;

  /**
   * Deviations at the start, in residual variances: weight 1 for most terms, 1/10 for those of n.
   */
  private static final double OF_N = .1;

  private static final double OF_FEATURES = 1 / .3;

  /** As so many labs counts a diagonal of this many residual variances at most. */
  private static final double DIAGONAL_LABS = 2;

  private static final double DIAGONAL = .02;

  private final List<LabSums> labs;
  private final int measure;
  private final double[] variances;
  private final double[] diagonal = new double[TERMS];
  private double[] mean = new double[TERMS];
  private double[] covariance = new double[TERMS * TERMS];

  private PriorFit(List<LabSums> labs, int measure) {
    this.labs = labs;
    this.measure = measure;
    this.variances = new double[labs.size()];
  }

  /** The distribution of a measure, by its place in {@link dev.muster.model.Measure}. */
  static Prior.Normal of(List<LabSums> labs, int measure) {
    var fit = new PriorFit(labs, measure);
    fit.start();
    for (int i = 0; i < ITERATIONS; i++) {
      fit.step();
    }
    return new Prior.Normal(fit.mean, fit.covariance, fit.variance());
  }

  private void start() {
    for (int i = 0; i < variances.length; i++) {
      LabSums lab = labs.get(i);
      double[] matrix = lab.a.clone();
      for (int j = 0; j < TERMS; j++) {
        matrix[j * TERMS + j] += 1 / width(j);
      }
      double[] weights = Cholesky.of(TERMS, matrix).solve(lab.b[measure]);
      variances[i] = (lab.squares[measure] - dot(lab.b[measure], weights)) / lab.count;
    }
    double variance = variance();
    for (int j = 0; j < TERMS; j++) {
      covariance[j * TERMS + j] = j == 0 ? 1 : variance * width(j);
      diagonal[j] = Math.min(covariance[j * TERMS + j], DIAGONAL * variance);
    }
  }

  private static double width(int term) {
    return switch (Terms.kind(term)) {
      case CONSTANT, PRODUCT -> 1;
      case FEATURE -> OF_FEATURES;
      case AGENTS -> OF_N;
    };
  }

  /** The geometric mean over labs. */
  private double variance() {
    return StrictMath.exp(Arrays.stream(variances).map(StrictMath::log).average().orElseThrow());
  }

  /** What is known of a lab's weights after its outcomes. */
  private static final class Known {
    private final double[] weights;
    private final double[] spread;

    private Known(double[] weights, double[] spread) {
      this.weights = weights;
      this.spread = spread;
    }
  }

  private void step() {
    double[] precision = Cholesky.of(TERMS, covariance.clone()).inverse();
    double[] pull = new double[TERMS];
    for (int i = 0; i < TERMS; i++) {
      pull[i] = dot(Arrays.copyOfRange(precision, i * TERMS, (i + 1) * TERMS), mean);
    }
    List<Known> known =
        IntStream.range(0, labs.size())
            .mapToObj(i -> known(labs.get(i), variances[i], precision, pull))
            .toList();
    mean = new double[TERMS];
    for (Known lab : known) {
      for (int i = 0; i < TERMS; i++) {
        mean[i] += lab.weights[i] / known.size();
      }
    }
    covariance = covariance(known);
    for (int i = 0; i < variances.length; i++) {
      variances[i] = rest(labs.get(i), known.get(i).weights);
    }
  }

  private Known known(LabSums lab, double variance, double[] precision, double[] pull) {
    double[] matrix = new double[TERMS * TERMS];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = lab.a[i] / variance + precision[i];
    }
    Cholesky factor = Cholesky.of(TERMS, matrix);
    double[] right = new double[TERMS];
    Arrays.setAll(right, i -> lab.b[measure][i] / variance + pull[i]);
    return new Known(factor.solve(right), factor.inverse());
  }

  private double[] covariance(List<Known> known) {
    double[] sum = new double[TERMS * TERMS];
    for (Known lab : known) {
      for (int i = 0; i < TERMS; i++) {
        double off = lab.weights[i] - mean[i];
        for (int j = 0; j <= i; j++) {
          sum[i * TERMS + j] += lab.spread[i * TERMS + j] + off * (lab.weights[j] - mean[j]);
        }
      }
    }
    for (int i = 0; i < TERMS; i++) {
      sum[i * TERMS + i] += DIAGONAL_LABS * diagonal[i];
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= known.size() + DIAGONAL_LABS;
    }
    return sum;
  }

  private double rest(LabSums lab, double[] weights) {
    double fitted = dot(weights, lab.times(weights)) - 2 * dot(weights, lab.b[measure]);
    return (lab.squares[measure] + fitted) / lab.count;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
