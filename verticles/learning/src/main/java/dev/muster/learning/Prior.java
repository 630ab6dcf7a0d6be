package dev.muster.learning;

import dev.muster.model.Measure;
import dev.muster.model.Sealed;
import dev.muster.model.Terms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a learner may believe before any outcome. Of these beliefs it takes, for each measure, the
 * one under which its own outcomes are most likely: where the world is not as the prior has it,
 * broader beliefs win, and at last those that know nothing. Immutable.
 */
public final class Prior {
  /** Ridges of the terms without n, and of those with n. */
  private static final double[] RIDGES = {.1, 3, 30};

  private static final double[] AGENT_RIDGES = {.3, 10, 100, 1000};

  /** Times the variance that was found in the labs. */
  private static final double[] BREADTHS = {.1, .3, 1, 3, 10, 100};

  private static final List<Belief> RIDGES_ONLY = ridges();
  private static final Prior NONE =
      new Prior(Stream.of(Measure.values()).map(measure -> RIDGES_ONLY).toList(), "none");

  private static final String KIND = "muster-prior";
  private static final String LAB = "lab-prior.bin";
  private static final int DIGEST = 32;
  private static final int TERMS = Terms.COUNT;

  private final List<List<Belief>> beliefs;
  private final String digest;

  private Prior(List<List<Belief>> beliefs, String digest) {
    this.beliefs = beliefs;
    this.digest = digest;
  }

  private static List<Belief> ridges() {
    var all = new ArrayList<Belief>();
    for (double others : RIDGES) {
      for (double agents : AGENT_RIDGES) {
        all.add(Belief.ridge(others, agents));
      }
    }
    return List.copyOf(all);
  }

  /** The one that knows nothing. */
  public static Prior none() {
    return NONE;
  }

  /**
   * The one that ships: what the surfaces of many labs have in common, and how they differ ({@code
   * muster lab prior} makes it). Reading takes some tens of milliseconds.
   */
  public static Prior lab() {
    try (InputStream in =
        Objects.requireNonNull(Prior.class.getResourceAsStream(LAB), "the jar lacks " + LAB)) {
      return of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A normal distribution of the weights of one measure. */
  public static final class Normal {
    private final double[] mean;
    private final double[] covariance;
    private final double variance;

    /**
     * A distribution.
     *
     * @param mean of length {@link Terms#COUNT}
     * @param covariance row by row, lower triangle, positive definite
     * @param variance what is left of the measure around the surface
     */
    public Normal(double[] mean, double[] covariance, double variance) {
      this.mean = mean.clone();
      this.covariance = covariance.clone();
      this.variance = variance;
    }
  }

  /** As sealed bytes of single precision, about 290 kB; one distribution for each measure. */
  public static byte[] toBytes(List<Normal> measures) {
    ByteBuffer content =
        ByteBuffer.allocate(measures.size() * Float.BYTES * (1 + TERMS + TERMS * (TERMS + 1) / 2));
    for (Normal measure : measures) {
      content.putFloat((float) measure.variance);
      double[] scaled = measure.covariance.clone();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] /= measure.variance;
      }
      Cholesky factor = Cholesky.of(TERMS, scaled);
      for (int i = 0; i < TERMS; i++) {
        content.putFloat((float) measure.mean[i]);
        for (int j = 0; j <= i; j++) {
          content.putFloat((float) factor.factor(i, j));
        }
      }
    }
    return Sealed.seal(KIND, Terms.VERSION, content.array());
  }

  /**
   * The prior that {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when the bytes are damaged or of another kind or version
   */
  public static Prior of(byte[] bytes) {
    ByteBuffer content = Sealed.open(KIND, Terms.VERSION, bytes);
    var beliefs = Stream.generate(() -> beliefs(content)).limit(Measure.values().length).toList();
    String digest = HexFormat.of().formatHex(bytes, bytes.length - DIGEST, bytes.length);
    return new Prior(beliefs, digest);
  }

  private static List<Belief> beliefs(ByteBuffer content) {
    double variance = content.getFloat();
    double[] mean = new double[TERMS];
    double[] factor = new double[TERMS * TERMS];
    for (int i = 0; i < TERMS; i++) {
      mean[i] = content.getFloat();
      for (int j = 0; j <= i; j++) {
        factor[i * TERMS + j] = content.getFloat();
      }
    }
    Belief found = Belief.normal(mean, Cholesky.ofFactor(TERMS, factor), variance);
    var all = new ArrayList<Belief>();
    for (double breadth : BREADTHS) {
      all.add(found.broader(breadth));
    }
    all.addAll(RIDGES_ONLY);
    return List.copyOf(all);
  }

  /** SHA-256 of its bytes in hexadecimal, or {@code none}. */
  public String digest() {
    return digest;
  }

  List<Belief> of(Measure measure) {
    return beliefs.get(List.of(Measure.values()).indexOf(measure));
  }
}
