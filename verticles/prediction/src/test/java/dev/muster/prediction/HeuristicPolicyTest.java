package dev.muster.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Choice;
import dev.muster.contract.Contribution;
import dev.muster.contract.CurvePoint;
import dev.muster.contract.Feature;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Masked;
import dev.muster.contract.Provenance;
import dev.muster.contract.Situation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HeuristicPolicyTest {
  private static final double EXACT = 1e-9;

  @Test
  void the_curve_of_eight_parts_and_nothing_else_known_is_as_worked_by_hand() {
    // complexity .5, history .7, communication .3, contention .2; p = 1 - 1/8 = .875
    // one more agent costs .04 + .06 * .3 = .058 of time; a pair collides .02 + .1 * .2 = .04 times
    List<CurvePoint> curve = HeuristicPolicy.curve(situation(Map.of(), 8, null, 0));

    // n = 1: time 1; utility .7 - .5 - .05 - 0 - .01
    assertPoint(1, .7, 1, 1, 0, .14, curve.getFirst());
    // n = 2: time .125 + .4375 + .058 = .6205; conflicts .04; success .7 - .004 = .696
    //   utility .696 - .31025 - .06 - .012 - .01 * 2 * .6205 = .30134
    assertPoint(2, .696, 1 / .6205, 1.2, .04, .30134, curve.get(1));
    // n = 4: time .125 + .21875 + .174 = .51775; conflicts .04 * 6 = .24; success .676
    //   utility .676 - .258875 - .08 - .072 - .01 * 4 * .51775 = .244415
    assertPoint(4, .676, 1 / .51775, 1.6, .24, .244415, curve.get(3));
  }

  @Test
  void the_curve_of_a_hard_contended_task_without_parts_is_as_worked_by_hand() {
    // p = .8 / 2 = .4; one more agent costs .04 + .06 * .5 = .07; a pair collides .02 + .05 = .07
    var known =
        Map.of(
            FeatureName.TASK_COMPLEXITY, .8,
            FeatureName.HISTORICAL_SUCCESS_RATE, .9,
            FeatureName.CROSS_AGENT_COMMUNICATION, .5,
            FeatureName.RESOURCE_CONTENTION_SCORE, .5);
    List<CurvePoint> curve = HeuristicPolicy.curve(situation(known, null, null, .5));

    // n = 1: success .9 - .15 * .3 = .855; price .01 + .5; utility .855 - .5 - .05 - .51 = -.205
    assertPoint(1, .855, 1, 1, 0, -.205, curve.getFirst());
    // n = 2: time .6 + .2 + .07 = .87; conflicts .07; success .855 - .007 = .848
    //   utility .848 - .435 - .06 - .021 - .51 * 2 * .87 = -.5554
    assertPoint(2, .848, 1 / .87, 1.2, .07, -.5554, curve.get(1));
    // n = 8: time .6 + .05 + .49 = 1.14; conflicts .07 * 28 = 1.96, of which 1 counts; success .755
    //   utility .755 - .57 - .12 - .588 - .51 * 8 * 1.14 = -5.1742
    assertPoint(8, .755, 1 / 1.14, 2.4, 1.96, -5.1742, curve.get(7));
  }

  private static void assertPoint(
      int n,
      double success,
      double speedup,
      double tokens,
      double conflicts,
      double utility,
      CurvePoint point) {
    assertEquals(n, point.n());
    assertEquals(success, point.success(), EXACT);
    assertEquals(speedup, point.speedup(), EXACT);
    assertEquals(tokens, point.tokensFactor(), EXACT);
    assertEquals(conflicts, point.conflicts(), EXACT);
    assertEquals(utility, point.utility(), EXACT);
  }

  @Test
  void success_stays_a_probability_at_the_ends_of_every_feature() {
    var best = Map.of(FeatureName.TASK_COMPLEXITY, 0.0, FeatureName.HISTORICAL_SUCCESS_RATE, 1.0);
    var worst = Map.of(FeatureName.TASK_COMPLEXITY, 1.0, FeatureName.HISTORICAL_SUCCESS_RATE, 0.0);

    assertEquals(.98, HeuristicPolicy.curve(situation(best, 8, null, 0)).getFirst().success());
    assertEquals(.02, HeuristicPolicy.curve(situation(worst, 8, null, 0)).getFirst().success());
  }

  @Test
  void one_agent_each_when_tasks_wait() {
    assertEquals(1, HeuristicPolicy.choose(situation(Map.of(), 8, null, 1), "no_model").n());
  }

  @Test
  void two_or_three_when_agents_are_idle_and_the_work_falls_into_parts() {
    assertEquals(2, HeuristicPolicy.choose(situation(Map.of(), 8, null, 0), "no_model").n());
    // without contention and talk a third is worth it: .15 each pair less is lost
    var calm =
        Map.of(
            FeatureName.RESOURCE_CONTENTION_SCORE, 0.0,
            FeatureName.CROSS_AGENT_COMMUNICATION, 0.0);
    assertEquals(3, HeuristicPolicy.choose(situation(calm, 8, null, 0), "no_model").n());
  }

  @Test
  void one_agent_when_the_work_has_one_part_or_nobody_knows_its_parts() {
    assertEquals(1, HeuristicPolicy.choose(situation(Map.of(), 1, null, 0), "no_model").n());
    assertEquals(1, HeuristicPolicy.choose(situation(Map.of(), null, null, 0), "no_model").n());
  }

  @Test
  void a_masked_number_is_never_chosen() {
    assertEquals(3, HeuristicPolicy.choose(situation(Map.of(), 8, null, 0, 2), "no_model").n());
    assertEquals(
        1, HeuristicPolicy.choose(situation(Map.of(), 8, null, 0, upFrom(2)), "no_model").n());
  }

  @Test
  void a_pinned_number_is_taken_or_the_largest_allowed_below_it() {
    assertEquals(5, HeuristicPolicy.choose(situation(Map.of(), 8, 5, 1), "no_model").n());
    assertEquals(3, HeuristicPolicy.choose(situation(Map.of(), 8, 5, 1, 4, 5), "no_model").n());
    assertEquals(
        1, HeuristicPolicy.choose(situation(Map.of(), 8, 5, 1, upFrom(2)), "no_model").n());
    assertEquals(
        Provenance.PINNED,
        HeuristicPolicy.choose(situation(Map.of(), 8, 5, 1), "no_model").provenance());
    assertEquals(
        Provenance.HEURISTIC,
        HeuristicPolicy.choose(situation(Map.of(), 8, null, 1), "no_model").provenance());
  }

  @Test
  void in_any_situation_the_choice_is_allowed_best_and_certain() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      Situation situation = random(random);
      Choice choice = HeuristicPolicy.choose(situation, "no_model");
      String where = "seed " + seed + ", " + situation;

      assertTrue(situation.allows(choice.n()), where);
      List<Double> propensities = choice.propensities();
      assertEquals(8, propensities.size());
      assertEquals(1, propensities.stream().mapToDouble(Double::doubleValue).sum(), where);
      assertEquals(1, propensities.get(choice.n() - 1), where);
      Integer pinned = situation.pinned();
      double best =
          choice.curve().stream()
              .filter(point -> situation.allows(point.n()))
              .mapToDouble(CurvePoint::utility)
              .max()
              .orElseThrow();
      assertTrue(
          pinned == null
              ? choice.curve().get(choice.n() - 1).utility() == best
              : choice.n() <= pinned,
          where);
    }
  }

  private static Situation random(Random random) {
    var known = new ArrayList<Feature>();
    for (FeatureName name : FeatureName.values()) {
      known.add(
          random.nextBoolean()
              ? Feature.unknown(name)
              : Feature.measured(name, random.nextDouble()));
    }
    var masked = new ArrayList<Masked>();
    for (int n = 2; n <= 8; n++) {
      if (random.nextBoolean()) {
        masked.add(new Masked(n, "at random"));
      }
    }
    return new Situation(
        known,
        masked,
        random.nextBoolean() ? null : 1 + random.nextInt(20),
        random.nextBoolean() ? null : 1 + random.nextInt(8),
        random.nextDouble(3),
        1,
        null);
  }

  @Test
  void a_known_feature_contributes_what_its_knowledge_added_to_the_lead() {
    // allowed are 1 and 2. With contention .5 a pair collides .07 times: at n = 2 success is .693,
    // utility .693 - .31025 - .06 - .021 - .01241 = .28934, the lead over .14 is .14934,
    // and with it unknown the lead is .30134 - .14 = .16134. So it took .012 away.
    var known = Map.of(FeatureName.RESOURCE_CONTENTION_SCORE, .5);

    Choice choice = HeuristicPolicy.choose(situation(known, 8, null, 0, upFrom(3)), "no_model");

    assertEquals(2, choice.n());
    Contribution only = choice.contributions().getFirst();
    assertEquals(1, choice.contributions().size());
    assertEquals(FeatureName.RESOURCE_CONTENTION_SCORE, only.feature());
    assertEquals(-.012, only.effect(), EXACT);
  }

  @Test
  void contributions_come_largest_first_and_what_moves_nothing_is_left_out() {
    var known =
        Map.of(
            FeatureName.RESOURCE_CONTENTION_SCORE, 1.0,
            FeatureName.CROSS_AGENT_COMMUNICATION, .31,
            FeatureName.HISTORICAL_SUCCESS_RATE, .6,
            FeatureName.CPU_UTILIZATION, .9);

    Choice choice = HeuristicPolicy.choose(situation(known, 8, null, 0, upFrom(3)), "no_model");

    assertEquals(
        List.of(FeatureName.RESOURCE_CONTENTION_SCORE, FeatureName.CROSS_AGENT_COMMUNICATION),
        choice.contributions().stream().map(Contribution::feature).toList());
  }

  @Test
  void the_choice_says_why() {
    assertEquals(
        "2 agents: the heuristic curve gives utility 0.30, one more would give 0.30, one alone"
            + " 0.14.",
        HeuristicPolicy.choose(situation(Map.of(), 8, null, 0), "no_model").because());
    assertEquals(
        "One agent: every other number is masked.",
        HeuristicPolicy.choose(situation(Map.of(), 8, null, 0, upFrom(2)), "no_model").because());
    assertEquals(
        "The submitter asked for 5.",
        HeuristicPolicy.choose(situation(Map.of(), 8, 5, 0), "no_model").because());
    assertEquals(
        "The submitter asked for 5, of which 4 could be given.",
        HeuristicPolicy.choose(situation(Map.of(), 8, 5, 0, upFrom(5)), "no_model").because());
  }

  private static int[] upFrom(int n) {
    return IntStream.rangeClosed(n, 8).toArray();
  }

  private static Situation situation(
      Map<FeatureName, Double> known,
      @Nullable Integer parts,
      @Nullable Integer pinned,
      double waiting,
      int... masked) {
    List<Feature> features =
        Arrays.stream(FeatureName.values())
            .map(name -> {
              Double value = known.get(name);
              return value == null ? Feature.unknown(name) : Feature.measured(name, value);
            })
            .toList();
    List<Masked> masks = Arrays.stream(masked).mapToObj(n -> new Masked(n, "by the test")).toList();
    return new Situation(features, masks, parts, pinned, waiting, 1, null);
  }
}
