package dev.muster.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Choice;
import dev.muster.contract.DecideBatch;
import dev.muster.contract.Trial;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The champion chooses 3, who served before it 1, of rewards that {@link ModelPolicyTest} names.
 */
final class PredecessorTest {
  private static final long SEED = 20_261_124;
  private static final double SHARE = .2;
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Served.Named BEFORE = Models.named("model_0", Models.sharing(1));
  private static final Served.Named AS_CHAMPION = Models.named("model_0", Models.sharing(.5));

  @Test
  void who_served_before_plays_a_fifth_of_the_disagreements() {
    ModelPolicy policy = serving(null, BEFORE, SHARE);
    int before = 0;
    for (int i = 0; i < 400; i++) {
      Choice choice = policy.choose(Models.situation(null));
      Trial trial = Objects.requireNonNull(choice.trial());
      assertEquals(trial.challengerPlayed() ? 1 : 3, choice.n());
      assertEquals(List.of(.2, 0.0, .8, 0.0, 0.0, 0.0, 0.0, 0.0), choice.propensities());
      assertEquals("model_1", choice.model());
      before += trial.challengerPlayed() ? 1 : 0;
    }
    // Within four standard deviations (8) of 80.
    assertTrue(Math.abs(before - 80) <= 32, () -> "seed " + SEED);
  }

  @Test
  void what_is_expected_does_not_depend_on_the_coin_and_is_mostly_of_the_predecessors_n() {
    ModelPolicy policy = serving(null, BEFORE, SHARE);
    for (int i = 0; i < 20; i++) {
      Trial trial = Objects.requireNonNull(policy.choose(Models.situation(null)).trial());
      assertEquals("model_1", trial.champion());
      assertEquals("model_0", trial.challenger());
      assertEquals(1, trial.challengerAgents());
      // One agent: both expect .7. Three: .7151 and .6333.
      assertEquals(.8 * .7 + .2 * (.7151 + .6333) / 2, trial.expectedReward(), 1e-4);
      assertEquals(.3, trial.expectedFailure(), 1e-12);
    }
  }

  @Test
  void the_heuristic_curve_may_be_who_served_before() {
    ModelPolicy policy = serving(null, null, SHARE);
    int curve = 0;
    for (int i = 0; i < 400; i++) {
      Choice choice = policy.choose(Models.situation(null));
      Trial trial = Objects.requireNonNull(choice.trial());
      assertEquals("heuristic-1", trial.challenger());
      assertEquals(trial.challengerPlayed() ? 1 : 3, choice.n());
      assertEquals(.8 * .7 + .2 * .7151, trial.expectedReward(), 1e-4);
      curve += trial.challengerPlayed() ? 1 : 0;
    }
    int played = curve;
    assertTrue(Math.abs(curve - 80) <= 32, () -> played + " of 400, seed " + SEED);
  }

  @Test
  void where_the_two_agree_and_after_the_probation_there_is_no_trial() {
    ModelPolicy agreeing = serving(null, AS_CHAMPION, SHARE);
    assertNull(agreeing.choose(Models.situation(null)).trial());
    assertNull(serving(null, BEFORE, 0).choose(Models.situation(null)).trial());
  }

  @Test
  void advice_a_batch_and_a_task_whose_n_is_given_take_no_part() {
    ModelPolicy policy = serving(null, BEFORE, SHARE);
    for (int i = 0; i < 50; i++) {
      assertEquals(3, policy.advise(Models.situation(null)).n());
      assertNull(policy.choose(Models.situation(5)).trial());
      assertEquals(5, policy.choose(Models.situation(5)).n());
      var question = new DecideBatch.Question(Map.of(), null, null);
      assertEquals(3, policy.batch(List.of(question)).advice().getFirst().agents());
    }
  }

  @Test
  void a_challenger_has_its_fair_coin_whoever_served_before() {
    ModelPolicy policy = serving(Models.named("model_2", Models.sharing(1)), BEFORE, SHARE);
    Choice choice = policy.choose(Models.situation(null));
    assertEquals("model_2", Objects.requireNonNull(choice.trial()).challenger());
    assertEquals(.5, choice.propensities().getFirst());
  }

  private static ModelPolicy serving(
      Served.@Nullable Named challenger, Served.@Nullable Named previous, double share) {
    var policy =
        new ModelPolicy(
            new ModelPolicy.Settings(Models.WEIGHTS, 2, 0),
            InstantSource.fixed(NOON),
            () -> 0,
            new Random(SEED));
    var champion = Models.named("model_1", Models.sharing(.5));
    policy.serve(new Served(champion, challenger, previous, share));
    return policy;
  }
}
