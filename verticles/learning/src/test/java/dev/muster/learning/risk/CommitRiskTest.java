package dev.muster.learning.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.model.risk.Platt;
import dev.muster.model.risk.RiskModel;
import dev.muster.model.risk.RiskScore;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CommitRiskTest {
  private static final long SEED = 11;

  @Test
  void of_no_examples_even_odds_are_said() {
    assertEquals(0, CommitRisk.fit(new Examples(), 2).logOdds(new double[] {3, 4}, 0), 1e-9);
  }

  @Test
  void the_weights_that_made_changes_fail_are_found() {
    var random = new Random(SEED);
    var examples = new Examples();
    for (int i = 0; i < 4_000; i++) {
      double log = 4 * random.nextDouble();
      int group = i % 2;
      double logOdds = 1.5 * log - 4 + group;
      double[] features = {Math.expm1(log), random.nextInt(9)};
      examples.add(features, group, random.nextDouble() < RiskScore.probability(logOdds));
    }
    RiskModel model = CommitRisk.fit(examples, 2);
    double low = model.logOdds(new double[] {Math.expm1(1), 4}, 0);
    double high = model.logOdds(new double[] {Math.expm1(3), 4}, 0);
    double other = model.logOdds(new double[] {Math.expm1(3), 4}, 1);
    assertEquals(-2.5, low, .3, "seed " + SEED);
    assertEquals(.5, high, .3, "seed " + SEED);
    assertEquals(1.5, other, .3, "seed " + SEED);
    double noise = model.logOdds(new double[] {Math.expm1(3), 8}, 0) - high;
    assertEquals(0, noise, .3, "seed " + SEED);
  }

  @Test
  void a_feature_that_is_always_the_same_or_never_known_changes_nothing() {
    var examples = new Examples();
    for (int i = 0; i < 40; i++) {
      examples.add(new double[] {7, Double.NaN}, 0, i % 4 == 0);
    }
    RiskModel model = CommitRisk.fit(examples, 2);
    double usual = model.logOdds(new double[] {7, Double.NaN}, 0);
    assertEquals(Math.log(1.0 / 3), usual, .1);
    assertEquals(usual, model.logOdds(new double[] {7, 500}, 0), 1e-6);
  }

  @Test
  void scores_that_are_twice_too_sure_are_halved() {
    var random = new Random(SEED);
    double[] logOdds = new double[5_000];
    boolean[] failed = new boolean[logOdds.length];
    for (int i = 0; i < logOdds.length; i++) {
      logOdds[i] = 3 * random.nextGaussian();
      failed[i] = random.nextDouble() < RiskScore.probability(logOdds[i] / 2 - 1);
    }
    Platt line = CommitRisk.calibrate(logOdds, failed);
    assertEquals(.5, line.slope(), .05, "seed " + SEED);
    assertEquals(-1, line.shift(), .1, "seed " + SEED);
    assertTrue(
        CommitRisk.logLoss(logOdds, failed, line)
            < CommitRisk.logLoss(logOdds, failed, Platt.NONE));
  }

  @Test
  void an_order_that_was_wrong_is_flattened_and_not_turned() {
    double[] logOdds = new double[200];
    boolean[] failed = new boolean[logOdds.length];
    for (int i = 0; i < logOdds.length; i++) {
      logOdds[i] = i - 100;
      failed[i] = i < 100;
    }
    assertEquals(0, CommitRisk.calibrate(logOdds, failed).slope());
  }

  @Test
  void boosting_finds_what_a_line_cannot() {
    var random = new Random(SEED);
    var examples = new Examples();
    for (int i = 0; i < 1_000; i++) {
      boolean first = random.nextBoolean();
      boolean second = random.nextBoolean();
      double[] features = {first ? 9 : 1, second ? 9 : 1};
      examples.add(features, 0, first != second);
    }
    var size = new BoostedRisk.Size(20, 3, 6, 5);
    BoostedRisk trees = BoostedRisk.fit(examples, size, SEED);
    assertTrue(trees.logOdds(new double[] {9, 1}, 0) > 1);
    assertTrue(trees.logOdds(new double[] {9, 9}, 0) < -1);
    double line = CommitRisk.fit(examples, 2).logOdds(new double[] {9, 1}, 0);
    assertEquals(0, line, .5, "seed " + SEED);
    assertEquals(
        trees.logOdds(new double[] {1, 9}, 0),
        BoostedRisk.fit(examples, size, SEED).logOdds(new double[] {1, 9}, 0));
  }

  @Test
  void examples_are_alike_in_length() {
    var examples = new Examples();
    examples.add(new double[] {1}, 0, true);
    assertThrows(IllegalArgumentException.class, () -> examples.add(new double[] {1, 2}, 0, true));
    assertThrows(IllegalArgumentException.class, () -> examples.add(new double[] {1}, -1, true));
  }
}
