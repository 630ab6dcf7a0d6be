package dev.muster.learning;

import dev.muster.model.Measure;
import dev.muster.model.Sealed;
import dev.muster.model.Surface;
import dev.muster.model.Terms;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Learns the response surface from outcomes, one after the other: what the host serves, and what
 * the benchmarks measure. Confined to one thread; the surfaces it makes are immutable.
 */
public final class Learner {
  /** What is kept where nothing else is said: half is forgotten after 1,386 outcomes. */
  public static final double KEEP = .9995;

  private static final String KIND = "muster-learner";
  private static final List<Measure> MEASURES = List.of(Measure.values());
  private static final List<Belief> TOGETHER = List.of(Belief.ridge(1, 1));

  private double keep;
  private final Prior prior;

  /** In the order of {@link Measure}: not every measure is known of every outcome. */
  private final List<Statistics> statistics;

  private final double[] terms = new double[Terms.COUNT];
  private double outcomes;

  /**
   * One that knows nothing.
   *
   * @param keep what is left of earlier outcomes after each, in (0,1]; 1 forgets nothing
   */
  public Learner(double keep) {
    this(keep, Prior.none());
  }

  /** One that knows a prior. */
  public Learner(double keep, Prior prior) {
    this(keep, prior, MEASURES.stream().map(measure -> new Statistics()).toList());
  }

  /** One that knows its prior and nothing else, and forgets as fast. */
  Learner fresh() {
    return new Learner(keep, prior);
  }

  private Learner(double keep, Prior prior, List<Statistics> statistics) {
    this.keep = checked(keep);
    this.prior = prior;
    this.statistics = statistics;
  }

  private static double checked(double keep) {
    if (!(keep > 0 && keep <= 1)) {
      throw new IllegalArgumentException("keep must be in (0,1], was " + keep);
    }
    return keep;
  }

  /** From now on so much is left of earlier outcomes after each, in (0,1]. */
  void keep(double other) {
    keep = checked(other);
  }

  /**
   * Learns an outcome; a measure that is not known of it is not learned.
   *
   * @param features ten in their order, each in [0,1] or NaN when unknown
   * @param n agents that worked on it, 1..8
   * @param measured in the order and the units of {@link Measure}; what is not finite is unknown
   */
  public void learn(double[] features, int n, double[] measured) {
    Terms.fill(features, n, terms);
    for (int i = 0; i < measured.length; i++) {
      if (Double.isFinite(measured[i])) {
        statistics.get(i).learn(terms, measured[i], keep);
      }
    }
    outcomes = keep * outcomes + 1;
  }

  /** How many of the latest outcomes have at least this weight, of 1 that the latest has. */
  long within(double weight) {
    return keep == 1 ? Long.MAX_VALUE : (long) Math.ceil(Math.log(weight) / Math.log(keep));
  }

  /** What is expected after all that was learned. About a tenth of a second. */
  public Surface fit() {
    return fit(prior::of);
  }

  /** As {@link #fit}, for outcomes of one task with several n, whose errors are the same. */
  public Surface fitTogether() {
    return fit(measure -> TOGETHER);
  }

  private Surface fit(Function<Measure, List<Belief>> beliefs) {
    var fits = new EnumMap<Measure, Surface.Fit>(Measure.class);
    var factors = new Factors(statistics.getFirst());
    for (Measure measure : MEASURES) {
      Statistics own = statistics.get(MEASURES.indexOf(measure));
      factors = factors.serve(own) ? factors : new Factors(own);
      fits.put(measure, own.fit(beliefs.apply(measure), factors));
    }
    return Surface.of(fits);
  }

  /** The prior in words, as cards name it. */
  String priorName() {
    return prior == Prior.none() ? "no prior" : "lab prior " + prior.digest().substring(0, 8);
  }

  /** How many outcomes were learned, older ones counting less. */
  public double outcomes() {
    return outcomes;
  }

  /**
   * Makes all that was learned weigh less, as after a drift.
   *
   * @param factor in (0,1]
   */
  public void discount(double factor) {
    statistics.forEach(own -> own.discount(factor));
    outcomes *= factor;
  }

  /** All that was learned, as sealed bytes of about 570 kB; without the prior. */
  public byte[] toBytes() {
    ByteBuffer content =
        ByteBuffer.allocate(2 * Double.BYTES + MEASURES.size() * Statistics.bytes());
    content.putDouble(keep).putDouble(outcomes);
    statistics.forEach(own -> own.write(content));
    return Sealed.seal(KIND, Terms.VERSION, content.array());
  }

  /**
   * The learner that {@link #toBytes} wrote; with its prior it goes on as if nothing had happened.
   *
   * @throws IllegalArgumentException when the bytes are damaged or of another kind or version
   */
  public static Learner of(byte[] bytes, Prior prior) {
    ByteBuffer content = Sealed.open(KIND, Terms.VERSION, bytes);
    double keep = content.getDouble();
    double outcomes = content.getDouble();
    var statistics =
        Stream.generate(() -> Statistics.read(content)).limit(MEASURES.size()).toList();
    var learner = new Learner(keep, prior, statistics);
    learner.outcomes = outcomes;
    return learner;
  }
}
