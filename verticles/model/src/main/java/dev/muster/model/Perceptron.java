package dev.muster.model;

import dev.muster.contract.CoordinationClass;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Multilayer perceptrons with one hidden layer of rectifiers, one for each measure, with n among
 * the inputs. Immutable; asking it allocates nothing.
 */
public final class Perceptron implements Model {
  /** Features, an indicator for each that is unknown, log2 n, and n. */
  public static final int INPUTS = 22;

  /** Most rectifiers: they must fit the scratch behind the inputs. */
  public static final int HIDDEN_MAX = 128;

  static final String KIND = "muster-perceptron";
  private static final int VERSION = 1;
  private static final int MEASURES = Means.MEASURES;
  private static final int FEATURES = 10;
  private static final int WITHOUT_N = 2 * FEATURES;

  /** Where the scratch holds what the hidden layer sums up without n. */
  private static final int SUMS = 32;

  private final Layers[] layers;
  private final Means means;

  /** The weights of one measure. Immutable. */
  public static final class Layers {
    private final double[] hidden;
    private final double[] hiddenBias;
    private final double[] output;
    private final double[] outer;

    /**
     * Weights.
     *
     * @param hidden of each rectifier its weights of all inputs, one rectifier after the other
     * @param hiddenBias of each rectifier
     * @param output the weight of each rectifier
     * @param outer bias of the output, then the mean and deviation that scale it
     */
    public Layers(double[] hidden, double[] hiddenBias, double[] output, double[] outer) {
      int width = output.length;
      if (width < 1
          || width > HIDDEN_MAX
          || hiddenBias.length != width
          || hidden.length != width * INPUTS
          || outer.length != 3) {
        throw new IllegalArgumentException("the layers of a perceptron do not fit together");
      }
      this.hidden = hidden.clone();
      this.hiddenBias = hiddenBias.clone();
      this.output = output.clone();
      this.outer = outer.clone();
    }

    /** What the hidden layer sums up of the inputs without n. */
    private void withoutN(double[] scratch) {
      for (int i = 0; i < output.length; i++) {
        double sum = hiddenBias[i];
        int row = i * INPUTS;
        for (int j = 0; j < WITHOUT_N; j++) {
          sum += hidden[row + j] * scratch[j];
        }
        scratch[SUMS + i] = sum;
      }
    }

    /**
     * What is said of inputs.
     *
     * @param inputs as {@link Perceptron#inputs} writes them
     * @param scratch of length {@link Model#SCRATCH}; overwritten
     */
    public double of(double[] inputs, double[] scratch) {
      System.arraycopy(inputs, 0, scratch, 0, INPUTS);
      withoutN(scratch);
      return at(scratch[WITHOUT_N], scratch[WITHOUT_N + 1], scratch);
    }

    private double at(int n, double[] scratch) {
      return at(doublings(n), share(n), scratch);
    }

    private double at(double doublings, double share, double[] scratch) {
      double out = outer[0];
      for (int i = 0; i < output.length; i++) {
        int row = i * INPUTS + WITHOUT_N;
        double sum = scratch[SUMS + i] + hidden[row] * doublings + hidden[row + 1] * share;
        out += output[i] * Math.max(0, sum);
      }
      return outer[1] + outer[2] * out;
    }
  }

  /**
   * Perceptrons.
   *
   * @param layers of each measure, in the order of {@link Measure}
   * @param variances what is left of each measure, 0 or more
   * @param calibration from what is said of success to its probability
   */
  public Perceptron(List<Layers> layers, double[] variances, Calibration calibration) {
    this(layers, new Means(variances, calibration));
  }

  private Perceptron(List<Layers> layers, Means means) {
    if (layers.size() != MEASURES) {
      throw new IllegalArgumentException("perceptrons lack a measure");
    }
    this.layers = layers.toArray(Layers[]::new);
    this.means = means;
  }

  private static double doublings(int n) {
    return 2 * Terms.doublings(n) - 1;
  }

  private static double share(int n) {
    return 2.0 * n / CoordinationClass.AGENTS_MAX - 1;
  }

  /**
   * Writes the inputs, each in [-1,1].
   *
   * @param features ten, each in [0,1] or NaN when unknown
   * @param inputs of length {@link #INPUTS} or more
   */
  public static void inputs(double[] features, int n, double[] inputs) {
    for (int i = 0; i < FEATURES; i++) {
      boolean unknown = Double.isNaN(features[i]);
      inputs[i] = unknown ? 0 : 2 * features[i] - 1;
      inputs[FEATURES + i] = unknown ? 1 : 0;
    }
    inputs[WITHOUT_N] = doublings(n);
    inputs[WITHOUT_N + 1] = share(n);
  }

  @Override
  public void expect(double[] features, int n, double[] scratch, double[] expected) {
    inputs(features, n, scratch);
    for (int i = 0; i < MEASURES; i++) {
      layers[i].withoutN(scratch);
      expected[i] = layers[i].at(n, scratch);
    }
    means.settle(expected, 0);
  }

  @Override
  public void expectAll(double[] features, double[] scratch, double[] expected) {
    inputs(features, 1, scratch);
    for (int i = 0; i < MEASURES; i++) {
      layers[i].withoutN(scratch);
      for (int n = 1; n <= CoordinationClass.AGENTS_MAX; n++) {
        expected[MEASURES * (n - 1) + i] = layers[i].at(n, scratch);
      }
    }
    means.settleAll(expected);
  }

  @Override
  public double variance(Measure measure) {
    return means.variance(measure);
  }

  /** The perceptrons as sealed bytes. */
  public byte[] toBytes() {
    int size = means.bytes();
    for (Layers own : layers) {
      size += Integer.BYTES + Double.BYTES * (own.output.length * (INPUTS + 2) + 3);
    }
    ByteBuffer content = ByteBuffer.allocate(size);
    means.write(content);
    for (Layers own : layers) {
      content.putInt(own.output.length);
      Numbers.write(content, own.hidden);
      Numbers.write(content, own.hiddenBias);
      Numbers.write(content, own.output);
      Numbers.write(content, own.outer);
    }
    return Sealed.seal(KIND, VERSION, content.array());
  }

  /**
   * The perceptrons that {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when the bytes are damaged or of another kind or version
   */
  public static Perceptron of(byte[] bytes) {
    ByteBuffer content = Sealed.open(KIND, VERSION, bytes);
    Means means = Means.read(content);
    Layers[] layers = new Layers[MEASURES];
    for (int i = 0; i < MEASURES; i++) {
      int width = Numbers.count(content, HIDDEN_MAX, "rectifiers");
      layers[i] =
          new Layers(
              Numbers.read(content, width * INPUTS),
              Numbers.read(content, width),
              Numbers.read(content, width),
              Numbers.read(content, 3));
    }
    Numbers.end(content);
    return new Perceptron(List.of(layers), means);
  }
}
