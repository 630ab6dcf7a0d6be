package dev.muster.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AdviceBatch;
import dev.muster.contract.Choice;
import dev.muster.contract.DecideBatch;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Grade;
import dev.muster.contract.Provenance;
import dev.muster.contract.Trial;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/*
 * By hand, for eight agents in half the time: minutes are 10, 7.94, 6.93, 6.30 for n = 1 to 4, and utility is
 * .7 - .05 minutes - .01 n minutes: .100, .1444, .1453, .1330.
 */
final class ModelPolicyTest {
  private static final long SEED = 20_261_123;
  private static final double HALF = .5;
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void without_a_model_the_heuristic_curve_decides_and_says_why() {
    Choice choice = policy(100).choose(Models.situation(null));
    assertEquals("heuristic-1", choice.model());
    assertEquals("no_model", choice.fallback());
    assertNull(choice.promise());
  }

  @Test
  void advice_is_the_best_n_of_the_model_with_certainty() {
    Choice choice = serving(100).advise(Models.situation(null));
    assertEquals(3, choice.n());
    assertEquals(List.of(0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0), choice.propensities());
    assertEquals(.1453, choice.curve().get(2).utility(), 5e-5);
    assertEquals(10 / 6.9336, choice.curve().get(2).speedup(), 1e-4);
    assertEquals(Provenance.ESTIMATED, choice.provenance());
    assertNull(choice.fallback());
  }

  @Test
  void a_masked_n_is_never_chosen() {
    ModelPolicy policy = serving(1_000_000);
    for (int i = 0; i < 200; i++) {
      Choice choice = policy.choose(Models.situation(null, 3, 4));
      assertTrue(choice.n() <= 2, () -> "seed " + SEED);
      assertEquals(0, choice.propensities().get(2));
    }
  }

  @Test
  void the_submitters_n_is_given_and_the_model_still_says_what_it_expects() {
    Choice choice = serving(100).choose(Models.situation(5, 5));
    assertEquals(4, choice.n());
    assertEquals(Provenance.PINNED, choice.provenance());
    assertEquals(1, choice.propensities().get(3));
    assertNotNull(choice.promise());
  }

  @Test
  void only_neighbours_of_the_best_n_are_tried_and_their_probabilities_are_logged() {
    ModelPolicy policy = serving(1_000_000);
    int others = 0;
    for (int i = 0; i < 500; i++) {
      Choice choice = policy.choose(Models.situation(null));
      assertTrue(choice.n() >= 2 && choice.n() <= 4, () -> "seed " + SEED);
      double all = choice.propensities().stream().mapToDouble(p -> p).sum();
      assertEquals(1, all, 1e-12);
      assertTrue(choice.propensities().get(choice.n() - 1) > 0);
      others += choice.n() == 3 ? 0 : 1;
    }
    assertTrue(others > 0, () -> "nothing was tried, seed " + SEED);
  }

  @Test
  void when_the_day_has_no_trials_left_the_best_is_played_with_certainty() {
    ModelPolicy policy = serving(5);
    long others =
        IntStream.range(0, 500).filter(i -> policy.choose(Models.situation(null)).n() != 3).count();
    assertEquals(5, others, () -> "seed " + SEED);
    assertEquals(1, policy.choose(Models.situation(null)).propensities().get(2));
  }

  @Test
  void where_champion_and_challenger_differ_a_coin_decides_and_nothing_else_is_tried() {
    ModelPolicy policy = policy(100);
    policy.serve(
        new Served(
            Models.named("model_1", Models.sharing(HALF)),
            Models.named("model_2", Models.sharing(1)),
            null));
    int challenger = 0;
    for (int i = 0; i < 400; i++) {
      Choice choice = policy.choose(Models.situation(null));
      Trial trial = Objects.requireNonNull(choice.trial());
      assertEquals(trial.challengerPlayed() ? 1 : 3, choice.n());
      assertEquals(.5, choice.propensities().get(0));
      assertEquals(.5, choice.propensities().get(2));
      challenger += trial.challengerPlayed() ? 1 : 0;
    }
    // Within four standard deviations (10) of 200.
    assertTrue(Math.abs(challenger - 200) <= 40, () -> "seed " + SEED);
  }

  @Test
  void a_trial_keeps_what_was_expected_whichever_n_the_coin_played() {
    ModelPolicy policy = policy(100);
    policy.serve(
        new Served(
            Models.named("model_1", Models.sharing(HALF)),
            Models.named("model_2", Models.sharing(1)),
            null));
    for (int i = 0; i < 20; i++) {
      Trial trial = Objects.requireNonNull(policy.choose(Models.situation(null)).trial());
      assertEquals(.3, trial.expectedFailure(), 1e-12);
      // One agent: both expect utility .1, reward .7. Three: utility .1453 and .7 - .5 - .3 = -.1.
      assertEquals((.7 + .7 + .7151 + .6333) / 4, trial.expectedReward(), 1e-4);
    }
  }

  @Test
  void a_first_challenger_is_compared_with_the_heuristic_curve() {
    ModelPolicy policy = policy(100);
    policy.serve(new Served(null, Models.named("model_2", Models.sharing(HALF)), null));
    Trial trial = Objects.requireNonNull(policy.choose(Models.situation(null)).trial());
    assertEquals("heuristic-1", trial.champion());
    assertEquals(3, trial.challengerAgents());
    assertNull(policy.advise(Models.situation(null)).trial());
  }

  @Test
  void a_promise_has_bounds_of_ninety_per_cent_and_a_grade() {
    var promise = Objects.requireNonNull(serving(0).choose(Models.situation(1)).promise());
    // ln 10 - .02 -+ 1.645 * .2
    assertEquals(Math.exp(Math.log(10) - .02 - .32897), promise.minutes().low(), 1e-3);
    assertEquals(Math.exp(Math.log(10) - .02 + .32897), promise.minutes().high(), 1e-3);
    assertNull(promise.tokens());
    assertEquals(.7 * .9, promise.kept(), 1e-12);
    assertEquals(Grade.A, promise.grade());
  }

  @Test
  void how_sure_the_model_before_was_becomes_a_feature_and_an_unknown_one_stays_unknown() {
    ModelPolicy policy = policy(100);
    assertEquals(Models.situation(null), policy.prepared(Models.situation(null)));
    policy.serve(
        new Served(
            Models.named("model_2", Models.sharing(1)),
            null,
            Models.named("model_1", Models.sharing(HALF))));
    // Of n = 1 to 3: .1, .1444, .1453; (.1453 - .1444) / (.1453 - .1)
    var prepared = policy.prepared(Models.situation(null, 4, 5, 6, 7, 8));
    assertEquals(.0197, prepared.value(FeatureName.NEURAL_PATTERN_CONFIDENCE, Double.NaN), 1e-3);
  }

  @Test
  void a_model_that_takes_longer_than_a_millisecond_is_not_waited_for() {
    var policy =
        new ModelPolicy(
            new ModelPolicy.Settings(Models.WEIGHTS, 2, 100),
            InstantSource.fixed(NOON),
            () -> nanos.addAndGet(1_000_001),
            new Random(SEED));
    policy.serve(new Served(Models.named("model_1", Models.sharing(HALF)), null, null));
    assertEquals("model_slow", policy.choose(Models.situation(null)).fallback());
  }

  @Test
  void a_model_that_expects_no_number_is_not_followed() {
    ModelPolicy policy = policy(100);
    policy.serve(new Served(Models.named("model_1", Models.sharing(Double.NaN)), null, null));
    assertEquals("model_failed", policy.choose(Models.situation(null)).fallback());
  }

  @Test
  void a_batch_is_answered_with_the_best_n_of_each_question() {
    AdviceBatch batch =
        serving(100)
            .batch(
                List.of(
                    new DecideBatch.Question(Map.of(), null, null),
                    new DecideBatch.Question(Map.of(), 2, null)));
    assertEquals(List.of(3, 2), batch.advice().stream().map(AdviceBatch.Best::agents).toList());
    assertEquals(.1444, batch.advice().get(1).utility(), 5e-5);
    assertEquals("model_1", batch.model());
  }

  @Test
  void a_model_that_expects_an_endless_time_is_not_followed() {
    ModelPolicy policy = policy(100);
    policy.serve(new Served(Models.named("model_1", Models.sharing(1e308)), null, null));
    assertEquals("model_failed", policy.choose(Models.situation(null)).fallback());
  }

  @Test
  void a_batch_with_one_answer_that_is_no_number_is_all_answered_by_the_heuristic_curve() {
    ModelPolicy policy = policy(100);
    policy.serve(new Served(Models.named("model_1", Models.endlessIfComplex()), null, null));
    var usual = new DecideBatch.Question(Map.of(), null, null);
    var complex = new DecideBatch.Question(Map.of("task_complexity", 1.0), null, null);
    assertEquals("model_1", policy.batch(List.of(usual)).model());
    assertEquals(policy(100).batch(List.of(usual, complex)), policy.batch(List.of(usual, complex)));
  }

  @Test
  void a_batch_without_a_model_is_answered_by_the_heuristic_curve() {
    AdviceBatch batch = policy(100).batch(List.of(new DecideBatch.Question(Map.of(), 1, null)));
    assertEquals(Provenance.HEURISTIC, batch.provenance());
    assertEquals(1, batch.advice().getFirst().agents());
  }

  private ModelPolicy serving(int explorations) {
    ModelPolicy policy = policy(explorations);
    policy.serve(new Served(Models.named("model_1", Models.sharing(HALF)), null, null));
    return policy;
  }

  private ModelPolicy policy(int explorations) {
    return new ModelPolicy(
        new ModelPolicy.Settings(Models.WEIGHTS, 2, explorations),
        InstantSource.fixed(NOON),
        nanos::get,
        new Random(SEED));
  }
}
