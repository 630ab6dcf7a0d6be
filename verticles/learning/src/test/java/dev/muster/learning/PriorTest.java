package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.model.Measure;
import dev.muster.model.Model;
import dev.muster.model.Surface;
import dev.muster.model.Terms;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Priors that are sure that conflicts are so many, whatever the features. */
final class PriorTest {
  private static final double[] FEATURES = new double[10];

  /** The constant 3 with deviation sqrt(variance). */
  private static Prior prior(double constant, double variance) {
    double[] mean = new double[Terms.COUNT];
    mean[0] = constant;
    double[] covariance = new double[Terms.COUNT * Terms.COUNT];
    for (int i = 0; i < Terms.COUNT; i++) {
      covariance[i * Terms.COUNT + i] = i == 0 ? variance : 1e-4;
    }
    var normal = new Prior.Normal(mean, covariance, 1);
    return Prior.of(Prior.toBytes(Collections.nCopies(Measure.values().length, normal)));
  }

  @Test
  void without_outcomes_what_the_prior_says_is_expected() {
    assertEquals(3, conflicts(new Learner(1, prior(3, 1))), 1e-6);
    assertEquals(0, conflicts(new Learner(1)), 1e-12);
  }

  /** A constant of 3 that weighs as one outcome, and four of 5: 23 / 5. All else is surely 0. */
  @Test
  void a_belief_counts_like_outcomes() {
    double[] mean = new double[Terms.COUNT];
    mean[0] = 3;
    double[] factor = new double[Terms.COUNT * Terms.COUNT];
    for (int i = 0; i < Terms.COUNT; i++) {
      factor[i * Terms.COUNT + i] = i == 0 ? 1 : 1e-6;
    }
    var belief = Belief.normal(mean, Cholesky.ofFactor(Terms.COUNT, factor), 1);
    var statistics = new Statistics();
    double[] terms = new double[Terms.COUNT];
    Terms.fill(FEATURES, 1, terms);
    for (int i = 0; i < 4; i++) {
      statistics.learn(terms, 5, 1);
    }

    Surface.Fit fit = statistics.fit(List.of(belief));

    double[] expected = new double[4];
    Surface.of(Map.of(Measure.CONFLICTS, fit)).expect(terms, expected);
    assertEquals(4.6, expected[3], 1e-6);
    assertEquals((4 * .16 + 2.56) / 4, fit.variance(), 1e-6, "with the step away from the mean");
  }

  /** The prior says 3 +- .01, and 1,000 outcomes are around 10. */
  @Test
  void a_prior_that_is_wrong_fades() {
    var learner = new Learner(1, prior(3, 1e-4));
    learn(learner, 1_000, 10);
    assertEquals(10, conflicts(learner), .3);
  }

  @Test
  void a_prior_keeps_its_digest_and_a_changed_one_is_refused() {
    assertEquals(prior(3, 1).digest(), prior(3, 1).digest());
    assertEquals(64, prior(3, 1).digest().length());
    assertEquals("none", Prior.none().digest());
    byte[] bytes = Prior.toBytes(List.of());
    bytes[bytes.length - 1] ^= 1;
    assertThrows(IllegalArgumentException.class, () -> Prior.of(bytes));
  }

  private static void learn(Learner learner, int outcomes, double conflicts) {
    var random = new Random(4);
    for (int i = 0; i < outcomes; i++) {
      double[] measured = {1, 0, 0, conflicts + random.nextGaussian()};
      learner.learn(FEATURES, 1 + i % 8, measured);
    }
  }

  private static double conflicts(Learner learner) {
    double[] expected = new double[4];
    learner.fit().expect(FEATURES, 4, new double[Model.SCRATCH], expected);
    return expected[3];
  }
}
