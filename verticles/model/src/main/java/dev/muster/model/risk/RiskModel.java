package dev.muster.model.risk;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Logistic regression on log1p of features, with an intercept for each group (Kamei et al. 2013 for
 * the features of a commit). Immutable; asking it allocates nothing.
 */
public final class RiskModel implements RiskScore {
  /** More features or groups than any file of ours holds. */
  private static final int NUMBERS_MAX = 100_000;

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
      sum += contribution(i, features[i]);
    }
    return sum;
  }

  /** What one feature adds to the log-odds, beside a change that is average in it; NaN adds 0. */
  public double contribution(int feature, double value) {
    return Double.isNaN(value)
        ? 0
        : weights[feature] * (scaled(value) - means[feature]) / scales[feature];
  }

  void write(DataOutput out) throws IOException {
    for (double[] numbers : List.of(weights, means, scales, intercepts)) {
      out.writeInt(numbers.length);
      for (double number : numbers) {
        out.writeDouble(number);
      }
    }
    out.writeDouble(intercept);
  }

  static RiskModel read(DataInput in) throws IOException {
    double[][] parts = new double[4][];
    for (int part = 0; part < parts.length; part++) {
      parts[part] = new double[Objects.checkIndex(in.readInt(), NUMBERS_MAX)];
      for (int i = 0; i < parts[part].length; i++) {
        parts[part][i] = in.readDouble();
      }
    }
    return new RiskModel(parts[0], parts[1], parts[2], in.readDouble(), parts[3]);
  }

  /** What the model reads of a feature: log1p, and of what is below zero nothing. */
  public static double scaled(double feature) {
    return Math.log1p(Math.max(0, feature));
  }
}
