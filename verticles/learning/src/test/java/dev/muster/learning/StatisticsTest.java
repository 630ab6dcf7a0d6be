package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.model.Measure;
import dev.muster.model.Surface;
import dev.muster.model.Terms;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StatisticsTest {
  private static final List<Belief> RIDGES = Prior.none().of(Measure.CONFLICTS);

  private final double[] terms = new double[Terms.COUNT];
  private final double[] expected = new double[Measure.values().length];

  @Test
  void without_outcomes_there_is_no_fit() {
    assertSame(Surface.Fit.NONE, new Statistics().fit(RIDGES));
  }

  /** 2 + x0 - 3 log8(n) x1, and noise of deviation .1. */
  @Test
  void a_surface_that_is_in_the_terms_is_found_and_the_noise_left() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var statistics = new Statistics();
    for (int i = 0; i < 3_000; i++) {
      double[] features = features(random);
      int n = 1 + random.nextInt(8);
      Terms.fill(features, n, terms);
      statistics.learn(terms, truth(features, n) + .1 * random.nextGaussian(), 1);
    }

    Surface.Fit fit = statistics.fit(RIDGES);

    assertEquals(.01, fit.variance(), .002, () -> "seed " + seed);
    var surface = Surface.of(Map.of(Measure.CONFLICTS, fit));
    double worst = 0;
    for (int i = 0; i < 200; i++) {
      double[] features = features(random);
      int n = 1 + random.nextInt(8);
      Terms.fill(features, n, terms);
      surface.expect(terms, expected);
      worst = Math.max(worst, Math.abs(Math.max(0, truth(features, n)) - expected[3]));
    }
    double most = worst;
    assertTrue(worst < .15, () -> "off by " + most + ", seed " + seed);
  }

  /** 0.9 + 0.9^2 + ... of outcomes that count 1, .9, .81: 2.71 after three. */
  @Test
  void older_outcomes_count_less() {
    var statistics = new Statistics();
    Terms.fill(new double[10], 1, terms);
    statistics.learn(terms, 1, .9);
    statistics.learn(terms, 1, .9);
    statistics.learn(terms, 1, .9);
    assertEquals(2.71, statistics.outcomes(), 1e-9);
    statistics.discount(.2);
    assertEquals(.542, statistics.outcomes(), 1e-9);
  }

  @Test
  void what_was_forgotten_does_not_count_however_long_it_was_learned() {
    var statistics = new Statistics();
    Terms.fill(new double[10], 1, terms);
    for (int i = 0; i < 20_000; i++) {
      statistics.learn(terms, 0, .999);
    }
    for (int i = 0; i < 20_000; i++) {
      statistics.learn(terms, 1, .999);
    }
    assertEquals(1_000, statistics.outcomes(), 1);
    var surface = Surface.of(Map.of(Measure.CONFLICTS, statistics.fit(RIDGES)));
    surface.expect(terms, expected);
    assertEquals(1, expected[3], .01);
  }

  private static double truth(double[] features, int n) {
    double x0 = 2 * features[0] - 1;
    double x1 = 2 * features[1] - 1;
    return 2 + x0 - 3 * Math.log(n) / Math.log(8) * x1;
  }

  private static double[] features(Random random) {
    return random.doubles(10).toArray();
  }
}
