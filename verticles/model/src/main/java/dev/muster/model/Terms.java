package dev.muster.model;

import dev.muster.contract.CoordinationClass;
import dev.muster.contract.FeatureName;
import java.util.List;

/**
 * The terms of the response surface: one vector z(x, n) for all numbers of agents, so that what is
 * learned of one n says something of its neighbours. First the 129 of LEARNING 1.3: 1, x, all
 * products of two features; (1, x) times log2 n, its square, and n; x times log2 n times each of
 * three features. Then an indicator for each feature that is unknown, whose value is taken as the
 * middle. Behind them what a policy that chooses n by x needs, or it takes a bend in x for an
 * effect of n: x times communication times the square of log2 n and times n; the four cubic terms
 * of communication and complexity, alone and times log2 n; the indicators times log2 n and n.
 */
public final class Terms {
  /** The version of this list; what was fitted to another one is refused. */
  public static final int VERSION = 2;

  private static final List<FeatureName> NAMES = List.of(FeatureName.values());
  private static final int FEATURES = NAMES.size();
  private static final int PRODUCTS = FEATURES * (FEATURES + 1) / 2;

  /** Terms without n: 1, the features, their products. */
  private static final int WITHOUT_N = 1 + FEATURES + PRODUCTS;

  private static final int BY_N = 3 * (1 + FEATURES);
  private static final int[] TOGETHER = {
    NAMES.indexOf(FeatureName.CROSS_AGENT_COMMUNICATION),
    NAMES.indexOf(FeatureName.TASK_COMPLEXITY),
    NAMES.indexOf(FeatureName.HISTORICAL_SUCCESS_RATE)
  };

  /** Terms before the indicators. */
  private static final int SURFACE = WITHOUT_N + BY_N + TOGETHER.length * FEATURES;

  /** Where the indicators end. */
  private static final int KNOWN = SURFACE + FEATURES;

  private static final int COMMUNICATION = 1 + TOGETHER[0];
  private static final int COMPLEXITY = 1 + TOGETHER[1];
  private static final int CUBIC = 4;

  /** How many terms there are. */
  public static final int COUNT = KNOWN + 2 * FEATURES + 2 * CUBIC + 2 * FEATURES;

  private static final int CUBES = KNOWN + 2 * FEATURES;

  /** Log2 of each n, of 8 agents 1. */
  private static final double[] DOUBLINGS = new double[CoordinationClass.AGENTS_MAX + 1];

  static {
    for (int n = 1; n < DOUBLINGS.length; n++) {
      DOUBLINGS[n] = StrictMath.log(n) / StrictMath.log(CoordinationClass.AGENTS_MAX);
    }
  }

  private Terms() {}

  /** Log2 of n agents, 1..8; of 8 agents 1. */
  static double doublings(int n) {
    return DOUBLINGS[n];
  }

  /** What a term is about, which says how small it is expected to be. */
  public enum Kind {
    CONSTANT,
    FEATURE,
    PRODUCT,
    AGENTS
  }

  /** The kind of each term, 0 to {@link #COUNT} - 1. */
  public static Kind kind(int term) {
    if (term == 0) {
      return Kind.CONSTANT;
    } else if (term <= FEATURES || (term >= SURFACE && term < KNOWN)) {
      return Kind.FEATURE;
    }
    boolean cube = term >= CUBES && term < CUBES + CUBIC;
    return term < WITHOUT_N || cube ? Kind.PRODUCT : Kind.AGENTS;
  }

  /**
   * Writes z(x, n).
   *
   * @param features ten, each in [0,1] or NaN when unknown
   * @param n agents, 1..8
   * @param terms of length {@link #COUNT} or more; overwritten
   */
  public static void fill(double[] features, int n, double[] terms) {
    double doublings = DOUBLINGS[n];
    double share = (double) n / CoordinationClass.AGENTS_MAX;
    terms[0] = 1;
    int next = 1;
    for (int i = 0; i < FEATURES; i++) {
      boolean unknown = Double.isNaN(features[i]);
      terms[next++] = unknown ? 0 : 2 * features[i] - 1;
      terms[SURFACE + i] = unknown ? 1 : 0;
    }
    for (int i = 1; i <= FEATURES; i++) {
      for (int j = i; j <= FEATURES; j++) {
        terms[next++] = terms[i] * terms[j];
      }
    }
    for (int i = 0; i <= FEATURES; i++) {
      terms[next++] = terms[i] * doublings;
      terms[next++] = terms[i] * doublings * doublings;
      terms[next++] = terms[i] * share;
    }
    for (int with : TOGETHER) {
      for (int i = 1; i <= FEATURES; i++) {
        terms[next++] = terms[i] * terms[1 + with] * doublings;
      }
    }
    bends(terms, doublings, share);
  }

  private static void bends(double[] terms, double doublings, double share) {
    int next = KNOWN;
    double c = terms[COMMUNICATION];
    double q = terms[COMPLEXITY];
    for (int i = 1; i <= FEATURES; i++) {
      terms[next++] = terms[i] * c * doublings * doublings;
      terms[next++] = terms[i] * c * share;
    }
    terms[next++] = c * c * c;
    terms[next++] = c * c * q;
    terms[next++] = c * q * q;
    terms[next++] = q * q * q;
    for (int i = 0; i < CUBIC; i++) {
      terms[next++] = terms[CUBES + i] * doublings;
    }
    for (int i = 0; i < FEATURES; i++) {
      terms[next++] = terms[SURFACE + i] * doublings;
      terms[next++] = terms[SURFACE + i] * share;
    }
  }
}
