package dev.muster.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TermsTest {
  private final double[] terms = new double[Terms.COUNT];

  /** 1 + 10 + 55, 3 * 11, 3 * 10 are 129; behind them 10 indicators, 20, 4, 4 and 20. */
  @Test
  void there_are_129_terms_and_10_indicators_and_48_bends() {
    assertEquals(187, Terms.COUNT);
    long ofN = terms(Terms.Kind.AGENTS);
    assertEquals(63 + 20 + 4 + 20, ofN);
    assertEquals(55 + 4, terms(Terms.Kind.PRODUCT));
    assertEquals(20, terms(Terms.Kind.FEATURE));
    assertEquals(1, terms(Terms.Kind.CONSTANT));
  }

  private static long terms(Terms.Kind kind) {
    return IntStream.range(0, Terms.COUNT).filter(i -> Terms.kind(i) == kind).count();
  }

  /** All features 1 are 1 after centring; of 8 agents all parts of n are 1 as well. */
  @Test
  void all_terms_are_1_where_all_features_are_1_and_all_agents_work() {
    double[] features = new double[10];
    Arrays.fill(features, 1);
    Terms.fill(features, 8, terms);

    double[] expected = new double[Terms.COUNT];
    Arrays.fill(expected, 0, 129, 1);
    Arrays.fill(expected, 139, 167, 1);
    assertArrayEquals(expected, terms, 1e-12);
  }

  /** Of two agents log2 n / 3 is 1/3, its square 1/9, n / 8 is 1/4. */
  @Test
  void a_feature_stands_alone_in_products_and_with_n() {
    double[] features = new double[10];
    Arrays.fill(features, .5);
    features[0] = .75;
    Terms.fill(features, 2, terms);

    assertEquals(.5, terms[1]);
    assertEquals(.25, terms[11]);
    assertArrayEquals(
        new double[] {1 / 3.0, 1 / 9.0, .25, .5 / 3, .5 / 9, .125},
        Arrays.copyOfRange(terms, 66, 72),
        1e-12);
    assertEquals(.25 / 3, terms[66 + 33 + 10], 1e-12, "complexity with complexity and n");
    assertEquals(1 + 1 + 1 + 3 + 3 + 1 + 2, Arrays.stream(terms).filter(t -> t != 0).count());
  }

  @Test
  void an_unknown_feature_is_in_the_middle_and_says_so() {
    double[] features = new double[10];
    Arrays.fill(features, .5);
    features[3] = Double.NaN;
    Terms.fill(features, 1, terms);

    assertEquals(0, terms[4]);
    assertEquals(1, terms[129 + 3]);
    assertEquals(0, terms[129 + 4]);
  }

  /** Complexity 1/2 and communication -1/2 after centring, of two agents: 1/3 and 1/4. */
  @Test
  void communication_and_complexity_bend() {
    double[] features = new double[10];
    Arrays.fill(features, .5);
    features[0] = .75;
    features[6] = .25;
    features[3] = Double.NaN;
    Terms.fill(features, 2, terms);

    double[] cubes = {-.125, .125, -.125, .125};
    assertArrayEquals(cubes, Arrays.copyOfRange(terms, 159, 163), 1e-12);
    assertEquals(.125 / 3, terms[164], 1e-12, "communication twice, complexity, log2 n");
    assertEquals(-.25 / 9, terms[139], 1e-12, "complexity, communication, log2 n twice");
    assertEquals(-.25 / 4, terms[140], 1e-12, "complexity, communication, n");
    assertArrayEquals(
        new double[] {0, 0, 1 / 3.0, .25}, Arrays.copyOfRange(terms, 171, 175), 1e-12);
  }

  @Test
  void what_was_in_the_array_before_is_gone() {
    double[] features = new double[10];
    Terms.fill(features, 3, terms);
    double[] first = terms.clone();
    Arrays.fill(terms, 77);
    Terms.fill(features, 3, terms);
    assertArrayEquals(first, terms);
  }
}
