package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Json;
import dev.muster.contract.Arm;
import dev.muster.contract.Experiment;
import dev.muster.contract.ExperimentState;
import dev.muster.contract.PlayedArm;
import dev.muster.contract.Strategy;
import dev.muster.learning.Canary.Verdict;
import dev.muster.model.Weights;
import dev.muster.store.LearnerRows.Learnable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Only success counts: a reward is 1 or 2/3. */
final class ExperimentJudgeTest {
  private static final String ID = "experiment_1";
  private static final Experiment.Blocks TEN = new Experiment.Blocks(10, 2, 1);

  /** D is about .4 for B and .27 for A, of 1.6. */
  @Test
  void an_arm_that_succeeds_where_the_other_fails_is_better_at_the_fiftieth_task() {
    ExperimentJudge judge = judge(null);
    for (int i = 1; i < 50; i++) {
      judge.see(task(i, i % 2 == 0 ? Arm.B : Arm.A, i % 2 == 0));
      assertEquals(Verdict.OPEN, judge.verdict());
    }
    judge.see(task(50, Arm.B, true));
    assertEquals(Verdict.PROMOTED, judge.verdict());
    assertEquals("50 tasks on which the arms differed", judge.length());
    assertEquals(List.of(25L, 25L), counts(judge));
    Experiment.Figures figures = judge.figures();
    assertEquals(0.0, figures.arms().getFirst().success());
    assertEquals(1.0, figures.arms().getLast().success());
    assertEquals(2.0, Objects.requireNonNull(figures.arms().getLast().minutes()), 1e-9);
    assertEquals(1e6, Objects.requireNonNull(figures.arms().getLast().tokens()), 1e-3);
    assertEquals(40, figures.needed(), 1e-9);
    assertTrue(Objects.requireNonNull(figures.difference()).value() > 0);
  }

  @Test
  void an_arm_that_fails_more_is_ended_by_the_guard_although_nothing_else_counts() {
    ExperimentJudge judge = judge(null);
    for (int i = 0; judge.verdict() == Verdict.OPEN && i < 50; i++) {
      judge.see(task(i, i % 2 == 0 ? Arm.A : Arm.B, i % 2 == 0));
    }
    assertEquals(Verdict.FAILS_MORE, judge.verdict());
  }

  @Test
  void what_belongs_to_no_arm_is_counted_and_not_judged() {
    ExperimentJudge judge = judge(null);
    judge.see(Outcomes.outcome(1, true, null));
    judge.see(outcome(2, 2, new PlayedArm("experiment_2", Arm.B, .5, null, true), 3, true));
    assertEquals(2, judge.figures().outcomes());
    assertEquals(0, judge.figures().units());
    assertNull(judge.figures().difference());
    judge.see(outcome(3, -1, new PlayedArm(ID, Arm.B, .5, null, true), 3, true));
    assertEquals(2, judge.figures().outcomes(), "decided before the begin");
  }

  /**
   * Rewards 1, 2/3, 2/3 have the mean .778, where .5 was expected: D = -.556 of 1.6 for A. The mean
   * stake is (.25 + .5 + .95) / 3, so the evidence is 1 - .567 * .347 = .803.
   */
  @Test
  void a_block_is_one_unit_once_it_is_over_for_its_own_length() {
    ExperimentJudge judge = judge(TEN);
    judge.see(inBlock(1, 3, Arm.A, 0, true));
    judge.see(inBlock(2, 5, Arm.A, 0, false));
    judge.see(inBlock(3, 9, Arm.A, 0, false));
    Instant end = Outcomes.NOW.plusSeconds(20 * 60);
    assertEquals(false, judge.due(end));
    judge.close(end);
    assertEquals(0, judge.figures().units());

    judge.close(end.plusMillis(1));
    assertEquals(1, judge.figures().units());
    assertEquals(.803, judge.figures().evidence(), 5e-4);
    assertEquals(-.556, Objects.requireNonNull(judge.figures().difference()).value(), 5e-4);
    assertEquals(List.of(3L, 0L), counts(judge));
  }

  @Test
  void what_comes_after_its_block_was_closed_or_while_one_washes_out_does_not_count() {
    ExperimentJudge judge = judge(TEN);
    judge.see(outcome(1, 1, new PlayedArm(ID, Arm.A, .5, 0L, false), 2, true));
    judge.see(outcome(2, 9, new PlayedArm(ID, Arm.A, .5, 0L, true), 21, true));
    assertEquals(1, judge.figures().late());
    assertEquals(List.of(0L, 0L), counts(judge));
    judge.see(inBlock(3, 13, Arm.B, 1, true));
    judge.close(Outcomes.NOW.plusSeconds(60 * 60));
    judge.see(inBlock(4, 14, Arm.B, 1, true));
    assertEquals(2, judge.figures().late());
    assertEquals(List.of(0L, 1L), counts(judge));
  }

  @Test
  void it_goes_on_from_what_was_stored_as_if_nothing_had_happened() {
    var random = new Random(5);
    ExperimentJudge whole = judge(TEN);
    ExperimentJudge parts = judge(TEN);
    for (int i = 0; i < 60; i++) {
      Learnable outcome =
          inBlock(i, i, (i / 10) % 2 == 0 ? Arm.A : Arm.B, i / 10, random.nextBoolean());
      whole.see(outcome);
      parts.see(outcome);
      whole.close(outcome.at());
      parts.close(outcome.at());
      String kept = Json.lenient().writeValueAsString(parts.tally());
      Tally read = Json.lenient().readValue(kept, Tally.class);
      parts = new ExperimentJudge(experiment(TEN), read, Outcomes.SETTINGS.weights());
    }
    assertEquals(4, whole.figures().units());
    assertEquals(whole.tally(), parts.tally());
  }

  @Test
  void another_yardstick_cannot_go_on_where_one_was_begun() {
    ExperimentJudge judge = judge(null);
    var dearer = new Weights(0, 1, 0, 0, 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> new ExperimentJudge(experiment(null), judge.tally(), dearer));
  }

  /** alpha_1 is 2.5 %; three deviations of chance above it are 9 of 150. */
  @Test
  void arms_that_are_alike_are_seldom_told_apart() {
    long seed = 20_261_123;
    var random = new Random(seed);
    List<Learnable> outcomes =
        List.of(
            task(1, Arm.A, false),
            task(2, Arm.A, true),
            task(3, Arm.B, false),
            task(4, Arm.B, true));
    int better = 0;
    for (int run = 0; run < 150; run++) {
      ExperimentJudge judge = judge(null);
      for (int i = 0; i < 600; i++) {
        judge.see(outcomes.get((random.nextBoolean() ? 2 : 0) + (random.nextInt(5) < 4 ? 1 : 0)));
      }
      better += judge.verdict() == Verdict.PROMOTED ? 1 : 0;
    }
    int promoted = better;
    assertTrue(promoted <= 9, () -> promoted + " of 150, seed " + seed);
  }

  /** Ten tasks a block; three successes more of ten are a tenth of reward. */
  @Test
  void blocks_that_are_alike_are_seldom_told_apart_and_those_that_are_not_are() {
    long seed = 20_261_124;
    assertTrue(better(60, .5, .5, seed) <= 5, () -> "seed " + seed);
    assertTrue(better(10, .5, .8, seed) >= 5, () -> "seed " + seed);
  }

  /** How often B is better within 200 blocks, of so many runs. */
  private static int better(int runs, double a, double b, long seed) {
    var random = new Random(seed);
    int better = 0;
    for (int run = 0; run < runs; run++) {
      ExperimentJudge judge = judge(TEN);
      for (int block = 0; block < 200; block++) {
        Arm arm = random.nextBoolean() ? Arm.B : Arm.A;
        for (int i = 0; i < 10; i++) {
          boolean success = random.nextDouble() < (arm == Arm.A ? a : b);
          judge.see(inBlock(i, 10 * block + 5, arm, block, success));
        }
        judge.close(Outcomes.NOW.plusSeconds(60L * (10 * block + 21)));
      }
      better += judge.verdict() == Verdict.PROMOTED ? 1 : 0;
    }
    return better;
  }

  private static ExperimentJudge judge(Experiment.@Nullable Blocks blocks) {
    return new ExperimentJudge(experiment(blocks), Tally.fresh(), Outcomes.SETTINGS.weights());
  }

  private static Experiment experiment(Experiment.@Nullable Blocks blocks) {
    return new Experiment(
        ID,
        "test",
        new Strategy(Map.of("tokens", .4), null),
        blocks,
        1,
        ExperimentState.OPEN,
        null,
        new Experiment.Figures(0, 0, 0, List.of(), null, 1, 40, List.of()),
        List.of(),
        Outcomes.NOW,
        null);
  }

  private static List<Long> counts(ExperimentJudge judge) {
    return judge.figures().arms().stream().map(Experiment.ArmFigures::count).toList();
  }

  private static Learnable task(int number, Arm arm, boolean success) {
    return outcome(number, number, new PlayedArm(ID, arm, .5, null, true), number, success);
  }

  /** Decided at that minute and closed a minute later. */
  private static Learnable inBlock(int number, int minute, Arm arm, long block, boolean success) {
    return outcome(number, minute, new PlayedArm(ID, arm, .5, block, true), minute + 1, success);
  }

  private static Learnable outcome(
      int number, int minute, PlayedArm arm, int closed, boolean success) {
    Instant at = Outcomes.NOW.plusSeconds(60L * minute);
    return new Learnable(
        null,
        Outcomes.played(number, at, arm),
        Outcomes.NOW.plusSeconds(60L * closed),
        success,
        120_000L,
        1_000_000L,
        0,
        1,
        "");
  }
}
