package dev.muster.model;

import dev.muster.contract.CoordinationClass;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a model expects of n agents: a weight for each term and measure, and the variance that is
 * left. Immutable; asking it allocates nothing.
 */
public final class Surface implements Model {
  static final String KIND = "muster-surface";

  /** Where the scratch holds how one measure goes with n, behind the terms. */
  private static final int CURVE = Model.SCRATCH - Curve.LENGTH;

  private final double[][] weights;
  private final Means means;

  private Surface(double[][] weights, double[] variances) {
    this.weights = weights;
    this.means = new Means(variances, Calibration.NONE);
  }

  /** Weights of one measure, and its residual variance. */
  public static final class Fit {
    /** Of a measure that nothing is known of. */
    public static final Fit NONE = new Fit(new double[Terms.COUNT], 0);

    private final double[] weights;
    private final double variance;

    /** {@code weights} has length {@link Terms#COUNT}. */
    public Fit(double[] weights, double variance) {
      this.weights = weights.clone();
      this.variance = variance;
    }

    public double variance() {
      return variance;
    }
  }

  /** A surface of fits; a measure without one is predicted as 0. */
  public static Surface of(Map<Measure, Fit> fits) {
    var all = new EnumMap<Measure, Fit>(Measure.class);
    all.putAll(fits);
    Measure[] measures = Measure.values();
    double[][] weights = new double[measures.length][];
    double[] variances = new double[measures.length];
    for (int i = 0; i < measures.length; i++) {
      Fit fit = all.getOrDefault(measures[i], Fit.NONE);
      weights[i] = fit.weights;
      variances[i] = fit.variance;
    }
    return new Surface(weights, variances);
  }

  /** The surface as sealed bytes: of each measure the weights and the variance. */
  public byte[] toBytes() {
    ByteBuffer content = ByteBuffer.allocate(Double.BYTES * Means.MEASURES * (Terms.COUNT + 1));
    for (Measure measure : Measure.values()) {
      Numbers.write(content, weights[Means.index(measure)]);
      content.putDouble(variance(measure));
    }
    return Sealed.seal(KIND, Terms.VERSION, content.array());
  }

  /**
   * The surface that {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when the bytes are damaged or of another kind or version
   */
  public static Surface of(byte[] bytes) {
    ByteBuffer content = Sealed.open(KIND, Terms.VERSION, bytes);
    double[][] weights = new double[Means.MEASURES][];
    double[] variances = new double[Means.MEASURES];
    for (int i = 0; i < Means.MEASURES; i++) {
      weights[i] = Numbers.read(content, Terms.COUNT);
      variances[i] = Numbers.read(content, 1)[0];
    }
    Numbers.end(content);
    return new Surface(weights, variances);
  }

  @Override
  public void expect(double[] features, int n, double[] scratch, double[] expected) {
    Terms.fill(features, CoordinationClass.AGENTS_MAX, scratch);
    for (int i = 0; i < Means.MEASURES; i++) {
      Curve.write(weights[i], scratch, CURVE);
      expected[i] = Curve.at(n, scratch, CURVE);
    }
    means.settle(expected, 0);
  }

  @Override
  public void expectAll(double[] features, double[] scratch, double[] expected) {
    Terms.fill(features, CoordinationClass.AGENTS_MAX, scratch);
    for (int i = 0; i < Means.MEASURES; i++) {
      Curve.write(weights[i], scratch, CURVE);
      for (int n = 1; n <= CoordinationClass.AGENTS_MAX; n++) {
        expected[Means.MEASURES * (n - 1) + i] = Curve.at(n, scratch, CURVE);
      }
    }
    means.settleAll(expected);
  }

  @Override
  public double variance(Measure measure) {
    return means.variance(measure);
  }

  /**
   * Writes what is expected of terms into {@code expected}: success in [.02,.98], minutes, millions
   * of tokens, conflicts; the means of log-normal measures, in the order of {@link Measure}.
   */
  public void expect(double[] terms, double[] expected) {
    for (int i = 0; i < Means.MEASURES; i++) {
      expected[i] = dot(weights[i], terms);
    }
    means.settle(expected, 0);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < Terms.COUNT; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
