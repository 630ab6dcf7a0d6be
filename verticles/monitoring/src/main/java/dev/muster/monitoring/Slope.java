package dev.muster.monitoring;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The slope of a least-squares line with its interval of 95 %, as far as one can be given.
 *
 * <p>Outcomes that follow each other resemble each other (one repository, one broken dependency),
 * so the interval is of a moving block bootstrap (Künsch, The Annals of Statistics 17, 1989; Liu
 * and Singh 1992). Of the residuals e of the line, overlapping blocks of b = ceil(n^(1/3)) that
 * follow each other are drawn with replacement and laid end to end; each position is centred by the
 * mean that it has over all draws (Lahiri, Resampling Methods for Dependent Data, 2003, 2.7), and
 * all are stretched by sqrt(n/(n-2)), since the line took two degrees of freedom. The slope of e*,
 * sum (t-mean t) e* / sum (t-mean t)^2, is how far a slope errs; the bounds are slope - q(.975) and
 * slope - q(.025) of it. The times of the outcomes stay where they are.
 *
 * @param value null when all outcomes are of one instant or there are fewer than two
 * @param low null for fewer than 30 outcomes
 */
record Slope(@Nullable Double value, @Nullable Double low, @Nullable Double high) {
  private static final int DRAWS = 999;
  private static final double TAIL = .025;

  /** As for a mean. */
  private static final int INTERVAL_MIN = 30;

  /** Of values in the order of their times. */
  static Slope of(double[] times, double[] values, RandomGenerator random) {
    int n = times.length;
    double centre = DoubleStream.of(times).average().orElse(0);
    double mean = DoubleStream.of(values).average().orElse(0);
    double[] weights = new double[n];
    double spread = 0;
    for (int i = 0; i < n; i++) {
      spread += (times[i] - centre) * (times[i] - centre);
    }
    if (spread == 0) {
      return new Slope(null, null, null);
    }
    double slope = 0;
    for (int i = 0; i < n; i++) {
      weights[i] = (times[i] - centre) / spread;
      slope += weights[i] * (values[i] - mean);
    }
    if (n < INTERVAL_MIN) {
      return new Slope(slope, null, null);
    }
    double[] residuals = new double[n];
    double stretch = Math.sqrt(n / (n - 2.0));
    for (int i = 0; i < n; i++) {
      residuals[i] = stretch * (values[i] - mean - slope * (times[i] - centre));
    }
    double[] errors = errors(weights, residuals, random);
    return new Slope(slope, slope - quantile(errors, 1 - TAIL), slope - quantile(errors, TAIL));
  }

  /** How far each drawn slope errs, in ascending order. */
  private static double[] errors(double[] weights, double[] residuals, RandomGenerator random) {
    int n = weights.length;
    int block = (int) Math.ceil(Math.cbrt(n));
    int starts = n - block + 1;
    double expected = expected(weights, residuals, block);
    double[] errors = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double error = -expected;
      for (int at = 0; at < n; at += block) {
        int start = random.nextInt(starts);
        for (int i = 0; i < block && at + i < n; i++) {
          error += weights[at + i] * residuals[start + i];
        }
      }
      errors[draw] = error;
    }
    Arrays.sort(errors);
    return errors;
  }

  /** The mean of a drawn slope over all draws. */
  private static double expected(double[] weights, double[] residuals, int block) {
    int starts = weights.length - block + 1;
    double[] means = new double[block];
    for (int i = 0; i < block; i++) {
      means[i] = Arrays.stream(residuals, i, i + starts).average().orElse(0);
    }
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * means[i % block];
    }
    return sum;
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length + 1)) - 1];
  }
}
