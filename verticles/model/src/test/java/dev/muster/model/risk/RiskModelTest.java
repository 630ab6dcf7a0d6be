package dev.muster.model.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RiskModelTest {
  private static final double CLOSE = 1e-12;

  /** Two features; log1p of e-1 is 1 and of 0 is 0. */
  private static final RiskModel MODEL =
      new RiskModel(
          new double[] {2, -1},
          new double[] {.5, 0},
          new double[] {.25, 1},
          -1,
          new double[] {.3, -.3});

  @Test
  void log_odds_are_the_sum_of_weighted_logs_and_intercepts() {
    double[] features = {Math.E - 1, Math.E - 1};
    assertEquals(2 * (1 - .5) / .25 - 1 - 1 + .3, MODEL.logOdds(features, 0), CLOSE);
    assertEquals(2 * (1 - .5) / .25 - 1 - 1 - .3, MODEL.logOdds(features, 1), CLOSE);
  }

  @Test
  void an_unknown_feature_counts_as_the_mean_of_it() {
    assertEquals(-1 + .3, MODEL.logOdds(new double[] {Double.NaN, 0}, 0), CLOSE);
  }

  @Test
  void a_new_group_has_no_intercept_of_its_own() {
    double[] features = {Math.exp(.5) - 1, 0};
    assertEquals(-1, MODEL.logOdds(features, 2), CLOSE);
    assertEquals(-1, MODEL.logOdds(features, -1), CLOSE);
  }

  @Test
  void what_is_below_zero_counts_as_zero() {
    assertEquals(
        MODEL.logOdds(new double[] {0, 0}, 0), MODEL.logOdds(new double[] {-5, -1}, 0), CLOSE);
  }

  @Test
  void numbers_that_make_no_model_are_refused() {
    double[] one = {1};
    double[] none = {};
    assertThrows(
        IllegalArgumentException.class, () -> new RiskModel(one, one, new double[] {0}, 0, none));
    assertThrows(IllegalArgumentException.class, () -> new RiskModel(one, none, one, 0, none));
    assertThrows(
        IllegalArgumentException.class, () -> new RiskModel(one, one, one, Double.NaN, none));
    assertThrows(IllegalArgumentException.class, () -> new Platt(-1, 0));
  }

  @Test
  void a_line_makes_log_odds_a_probability() {
    assertEquals(.5, Platt.NONE.probability(0), CLOSE);
    assertEquals(.75, new Platt(2, Math.log(3)).probability(0), CLOSE);
    assertEquals(.9, new Platt(.5, 0).probability(2 * Math.log(9)), CLOSE);
  }
}
