package dev.muster.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Arm;
import dev.muster.contract.Choice;
import dev.muster.contract.Experiment;
import dev.muster.contract.ExperimentState;
import dev.muster.contract.PlayedArm;
import dev.muster.contract.Situation;
import dev.muster.contract.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/*
 * The model of ModelPolicyTest, whose best n is 3. Where an agent's minute costs .05 instead of .01, utility is
 * .7 - .05 minutes - .05 n minutes: -.300, -.491, -.687: the best n is 1.
 */
final class ArmsTest {
  private static final long SEED = 20_261_123;
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Strategy DEAR = new Strategy(Map.of("agent_minute", .05), null);

  private Instant now = NOON;

  @Test
  void where_the_arms_differ_a_fair_coin_plays_one_and_its_propensities_are_stored() {
    ModelPolicy policy = serving(DEAR, null);
    int others = 0;
    for (int i = 0; i < 400; i++) {
      Choice choice = policy.choose(Models.situation(null));
      PlayedArm played = Objects.requireNonNull(choice.arm());
      assertEquals(played.arm() == Arm.A ? 3 : 1, choice.n());
      assertEquals(List.of(.5, 0.0, .5, 0.0, 0.0, 0.0, 0.0, 0.0), choice.propensities());
      assertEquals(new PlayedArm("experiment_1", played.arm(), .5, null, true), played);
      assertTrue(choice.because().endsWith("Experiment dear plays its arm " + played.arm() + "."));
      others += played.arm() == Arm.B ? 1 : 0;
    }
    // Within four standard deviations (10) of 200.
    assertTrue(Math.abs(others - 200) <= 40, "B " + others + " times, seed " + SEED);
  }

  @Test
  void a_decision_on_which_the_arms_agree_is_part_of_nothing_and_so_is_advice_and_a_pin() {
    ModelPolicy policy = serving(new Strategy(Map.of(), 3), null);
    assertNull(policy.choose(Models.situation(null)).arm());
    ModelPolicy dear = serving(DEAR, null);
    assertNull(dear.advise(Models.situation(null)).arm());
    assertNull(dear.choose(Models.situation(2)).arm());
    dear.tries(null);
    assertNull(dear.choose(Models.situation(null)).arm());
  }

  @Test
  void a_cap_leaves_the_best_n_below_it_with_a_model_and_with_the_heuristic_curve() {
    ModelPolicy policy = serving(new Strategy(Map.of(), 2), null);
    Choice choice = policy.choose(Models.situation(null));
    assertEquals(List.of(0.0, .5, .5, 0.0, 0.0, 0.0, 0.0, 0.0), choice.propensities());

    ModelPolicy alone = serving(new Strategy(Map.of(), 1), null);
    alone.serve(Served.NOBODY);
    Situation four =
        new Situation(Models.situation(null).features(), List.of(), 4, null, 0, 1, 10.0);
    assertEquals(2, alone.advise(four).n());
    Choice curve = alone.choose(four);
    PlayedArm played = Objects.requireNonNull(curve.arm());
    assertEquals(played.arm() == Arm.A ? 2 : 1, curve.n());
    assertEquals(List.of(.5, .5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), curve.propensities());
    assertEquals("heuristic-1", curve.model());
  }

  @Test
  void a_trial_of_models_has_its_decision_to_itself() {
    ModelPolicy policy = serving(DEAR, null);
    policy.serve(
        new Served(
            Models.named("model_1", Models.sharing(.5)),
            Models.named("model_2", Models.sharing(1)),
            null));
    Choice choice = policy.choose(Models.situation(null));
    assertTrue(choice.trial() != null && choice.arm() == null);
  }

  @Test
  void a_block_has_one_arm_whose_first_minutes_wash_out() {
    ModelPolicy policy = serving(DEAR, new Experiment.Blocks(30, 6, 7));
    for (int minute = 0; minute < 300; minute++) {
      now = NOON.plusSeconds(60L * minute);
      PlayedArm played = Objects.requireNonNull(policy.choose(Models.situation(null)).arm());
      long block = minute / 30;
      Arm arm = Arms.coin(7, block) ? Arm.B : Arm.A;
      assertEquals(new PlayedArm("experiment_1", arm, .5, block, minute % 30 >= 6), played);
    }
  }

  @Test
  void in_a_block_also_those_decisions_count_on_which_the_arms_agree() {
    ModelPolicy policy = serving(new Strategy(Map.of(), 7), new Experiment.Blocks(30, 6, 7));
    assertEquals(0L, Objects.requireNonNull(policy.choose(Models.situation(null)).arm()).block());
  }

  /** Within four standard deviations, 4 * sqrt(1000) / 2 = 63, of 500; and of 500 changes. */
  @Test
  void the_coin_of_blocks_is_fair_and_has_no_memory() {
    int heads = 0;
    int changes = 0;
    for (int block = 0; block < 1_000; block++) {
      heads += Arms.coin(SEED, block) ? 1 : 0;
      changes += Arms.coin(SEED, block) == Arms.coin(SEED, block + 1) ? 0 : 1;
    }
    assertTrue(Math.abs(heads - 500) <= 63, "B " + heads + " times, seed " + SEED);
    assertTrue(Math.abs(changes - 500) <= 63, changes + " changes, seed " + SEED);
  }

  private ModelPolicy serving(Strategy b, Experiment.@Nullable Blocks blocks) {
    var policy =
        new ModelPolicy(
            new ModelPolicy.Settings(Models.WEIGHTS, 2, 0), () -> now, () -> 0, new Random(SEED));
    policy.serve(new Served(Models.named("model_1", Models.sharing(.5)), null, null));
    policy.tries(
        new Experiment(
            "experiment_1",
            "dear",
            b,
            blocks,
            1,
            ExperimentState.OPEN,
            null,
            new Experiment.Figures(0, 0, 0, List.of(), null, 1, 40, List.of()),
            List.of(),
            NOON,
            null));
    return policy;
  }
}
