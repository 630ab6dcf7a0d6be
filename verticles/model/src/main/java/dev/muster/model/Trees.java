package dev.muster.model;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Ensembles of regression trees, one for each measure, with n as an input beside the features.
 * Immutable; asking it allocates nothing.
 */
public final class Trees implements Model {
  static final String BOOSTING_KIND = "muster-boosting";
  static final String FOREST_KIND = "muster-forest";
  private static final int VERSION = 1;
  private static final int MEASURES = Means.MEASURES;
  private static final int FEATURES = Ensemble.INPUTS - 1;

  private final Family family;
  private final double[] unknown;
  private final Means means;
  private final Ensemble[] ensembles;

  /** How the trees came about; it changes nothing about how they are asked. */
  public enum Family {
    BOOSTING(BOOSTING_KIND),
    FOREST(FOREST_KIND);

    private final String kind;

    Family(String kind) {
      this.kind = kind;
    }
  }

  /**
   * Trees.
   *
   * @param unknown what stands for each of the ten features when it is unknown
   * @param variances what is left of each measure, 0 or more
   * @param calibration from what the trees say of success to its probability
   * @param ensembles of each measure, in the order of {@link Measure}
   */
  public Trees(
      Family family,
      double[] unknown,
      double[] variances,
      Calibration calibration,
      List<Ensemble> ensembles) {
    this(family, unknown, new Means(variances, calibration), ensembles);
  }

  private Trees(Family family, double[] unknown, Means means, List<Ensemble> ensembles) {
    if (unknown.length != FEATURES || ensembles.size() != MEASURES) {
      throw new IllegalArgumentException("trees lack a feature or a measure");
    }
    this.family = family;
    this.unknown = unknown.clone();
    this.means = means;
    this.ensembles = ensembles.toArray(Ensemble[]::new);
  }

  public Family family() {
    return family;
  }

  /**
   * Writes the inputs of the trees: the features, what stands for unknown ones, and n.
   *
   * @param inputs of length {@link Ensemble#INPUTS} or more
   */
  public void inputs(double[] features, int n, double[] inputs) {
    for (int i = 0; i < FEATURES; i++) {
      inputs[i] = Double.isNaN(features[i]) ? unknown[i] : features[i];
    }
    inputs[FEATURES] = n;
  }

  /** What the trees of a measure say, as {@link #inputs} wrote them; nothing is settled yet. */
  public double said(Measure measure, double[] inputs) {
    return ensembles[Means.index(measure)].of(inputs);
  }

  @Override
  public void expect(double[] features, int n, double[] scratch, double[] expected) {
    inputs(features, n, scratch);
    for (int i = 0; i < MEASURES; i++) {
      expected[i] = ensembles[i].of(scratch);
    }
    means.settle(expected, 0);
  }

  @Override
  public void expectAll(double[] features, double[] scratch, double[] expected) {
    inputs(features, 1, scratch);
    for (int i = 0; i < MEASURES; i++) {
      ensembles[i].all(scratch, expected, i, MEASURES);
    }
    means.settleAll(expected);
  }

  @Override
  public double variance(Measure measure) {
    return means.variance(measure);
  }

  /** The trees as sealed bytes. */
  public byte[] toBytes() {
    int size = Double.BYTES * FEATURES + means.bytes();
    for (Ensemble ensemble : ensembles) {
      size += ensemble.bytes();
    }
    ByteBuffer content = ByteBuffer.allocate(size);
    Numbers.write(content, unknown);
    means.write(content);
    for (Ensemble ensemble : ensembles) {
      ensemble.write(content);
    }
    return Sealed.seal(family.kind, VERSION, content.array());
  }

  /**
   * The trees that {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when the bytes are damaged or of another kind or version
   */
  public static Trees of(Family family, byte[] bytes) {
    ByteBuffer content = Sealed.open(family.kind, VERSION, bytes);
    double[] unknown = Numbers.read(content, FEATURES);
    Means means = Means.read(content);
    Ensemble[] ensembles = new Ensemble[MEASURES];
    for (int i = 0; i < MEASURES; i++) {
      ensembles[i] = Ensemble.read(content);
    }
    Numbers.end(content);
    return new Trees(family, unknown, means, List.of(ensembles));
  }
}
