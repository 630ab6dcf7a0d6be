package dev.muster.model.risk;

import java.util.Arrays;

/**
 * Logistic regression on log1p of features, with an intercept for each group (Kamei et al. 2013 for
 * the features of a commit). Immutable; asking it allocates nothing.
 */
public final class RiskModel implements RiskScore {
  private final double[] weights;
  private final double[] means;
  private final double[] scales;
  private final double[] intercepts;
  private final double intercept;

  /**
   * Weights are of (log1p(feature) - mean) / scale. {@code groups} are added to {@code intercept}.
   *
   * @throws IllegalArgumentException when the arrays of features differ in length, a scale is not
   *     positive, or a number is not finite
   */
  public RiskModel(
      double[] weights, double[] means, double[] scales, double intercept, double[] groups) {
    if (weights.length != means.length || weights.length != scales.length) {
      throw new IllegalArgumentException(
          "%d weights, %d means, %d scales".formatted(weights.length, means.length, scales.length));
    }
    if (Arrays.stream(scales).anyMatch(scale -> !(scale > 0))) {
      throw new IllegalArgumentException("every scale must be positive");
    }
    this.weights = finite(weights);
    this.means = finite(means);
    this.scales = finite(scales);
    this.intercepts = finite(groups);
    this.intercept = finite(new double[] {intercept})[0];
  }

  private static double[] finite(double[] values) {
    if (Arrays.stream(values).anyMatch(value -> !Double.isFinite(value))) {
      throw new IllegalArgumentException("a number of a risk model is not finite");
    }
    return values.clone();
  }

  /** How many features it reads. */
  public int features() {
    return weights.length;
  }

  @Override
  public double logOdds(double[] features, int group) {
    double sum = intercept;
    if (group >= 0 && group < intercepts.length) {
      sum += intercepts[group];
    }
    for (int i = 0; i < weights.length; i++) {
      double value = features[i];
      if (!Double.isNaN(value)) {
        sum += weights[i] * (scaled(value) - means[i]) / scales[i];
      }
    }
    return sum;
  }

  /** What the model reads of a feature: log1p, and of what is below zero nothing. */
  public static double scaled(double feature) {
    return Math.log1p(Math.max(0, feature));
  }
}
