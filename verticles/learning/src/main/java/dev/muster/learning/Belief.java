package dev.muster.learning;

import dev.muster.model.Surface;
import dev.muster.model.Terms;

/**
 * What is believed of a measure's weights before any outcome: a normal distribution, whose
 * precision is in units of the residual variance. Immutable.
 */
final class Belief {
  private static final int TERMS = Terms.COUNT;
  private static final double CONSTANT_RIDGE = 1e-3;
  private static final double FEATURE_SHARE = .3;

  private final double[] mean;

  /** The diagonal, or all row by row; what it is divided by is {@link #breadth}. */
  private final double[] precision;

  private final double breadth;
  private final double logDeterminant;
  private final Surface.Fit alone;

  private Belief(
      double[] mean, double[] precision, double breadth, double logDeterminant, Surface.Fit alone) {
    this.mean = mean;
    this.precision = precision;
    this.breadth = breadth;
    this.logDeterminant = logDeterminant;
    this.alone = alone;
  }

  /**
   * That all weights are about 0: the terms with n by one ridge, all others by another, and those
   * of single features a little less than their products.
   */
  static Belief ridge(double others, double agents) {
    double[] precision = new double[TERMS];
    double log = 0;
    for (int i = 0; i < TERMS; i++) {
      double own =
          switch (Terms.kind(i)) {
            case CONSTANT -> CONSTANT_RIDGE;
            case FEATURE -> FEATURE_SHARE * others;
            case PRODUCT -> others;
            case AGENTS -> agents;
          };
      precision[i] = own;
      log += StrictMath.log(own);
    }
    return new Belief(new double[TERMS], precision, 1, log, Surface.Fit.NONE);
  }

  /**
   * That the weights are about a mean.
   *
   * @param covariance its Cholesky factor, in units of the residual variance
   * @param variance the residual variance
   */
  static Belief normal(double[] mean, Cholesky covariance, double variance) {
    return new Belief(
        mean,
        covariance.inverse(),
        1,
        -covariance.logDeterminant(),
        new Surface.Fit(mean, variance));
  }

  /** The same with so many times its variance. */
  Belief broader(double times) {
    return new Belief(
        mean, precision, breadth * times, logDeterminant - TERMS * StrictMath.log(times), alone);
  }

  /** Whether the weights are about 0, each for itself. */
  boolean isRidge() {
    return precision.length == TERMS;
  }

  /** The fit without outcomes. */
  Surface.Fit alone() {
    return alone;
  }

  double mean(int term) {
    return mean[term];
  }

  /** Of row and column, the row not before the column. */
  double precision(int row, int column) {
    if (isRidge()) {
      return row == column ? precision[row] / breadth : 0;
    }
    return precision[row * TERMS + column] / breadth;
  }

  /** Of the precision. */
  double logDeterminant() {
    return logDeterminant;
  }
}
