package dev.muster.learning;

import dev.muster.contract.CoordinationClass;
import dev.muster.contract.Decision;
import dev.muster.contract.Feature;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Masked;
import dev.muster.contract.Trial;
import dev.muster.model.Measure;
import dev.muster.model.Model;
import dev.muster.model.Weights;
import dev.muster.store.LearnerRows.Learnable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An outcome as a learner takes it: the decision's features, its n, and what was measured. Small:
 * of the decision nothing else is kept.
 */
final class Lesson {
  private static final double MILLIS_PER_MINUTE = 60_000;
  private static final double MILLION = 1e6;
  private static final int ARMS = CoordinationClass.AGENTS_MAX;
  private static final List<Measure> ORDER = List.of(Measure.values());
  private static final int MEASURES = ORDER.size();
  private static final int SUCCESS = ORDER.indexOf(Measure.SUCCESS);
  private static final int MINUTES = ORDER.indexOf(Measure.LOG_MINUTES);
  private static final int TOKENS = ORDER.indexOf(Measure.LOG_TOKENS);
  private static final int CONFLICTS = ORDER.indexOf(Measure.CONFLICTS);
  private static final int FREE = List.of(FeatureName.values()).indexOf(FeatureName.AGENT_COUNT);

  private final double[] features;
  private final double[] measured;
  private final boolean[] allowed = new boolean[ARMS];
  private final int agents;
  private final double propensity;
  private final double value;
  private final @Nullable Trial trial;

  Lesson(Learnable outcome) {
    Decision decision = outcome.decision();
    Integer conflicts = outcome.conflicts();
    this.features = features(decision.features());
    this.measured =
        new double[] {
          outcome.success() ? 1 : 0,
          log(outcome.durationMs(), MILLIS_PER_MINUTE),
          log(outcome.tokens(), MILLION),
          conflicts == null ? Double.NaN : conflicts
        };
    List<Integer> masked = decision.mask().stream().map(Masked::n).toList();
    for (int n = 1; n <= ARMS; n++) {
      allowed[n - 1] = !masked.contains(n);
    }
    this.agents = decision.agents();
    this.propensity = decision.propensities().get(agents - 1);
    this.value = outcome.value();
    this.trial = decision.trial();
  }

  private static double[] features(List<Feature> known) {
    double[] values = new double[FeatureName.values().length];
    for (int i = 0; i < values.length; i++) {
      Double value = known.get(i).value();
      values[i] = value == null ? Double.NaN : value;
    }
    return values;
  }

  /** Nothing takes no time and no tokens: 0 is what nobody measured. */
  private static double log(@Nullable Long amount, double unit) {
    return amount == null || amount == 0 ? Double.NaN : Math.log(amount / unit);
  }

  /** Ten in their order, NaN where unknown. */
  double[] features() {
    return features.clone();
  }

  int agents() {
    return agents;
  }

  /** How likely its n was played, in (0,1]. */
  double propensity() {
    return propensity;
  }

  /** Whether n agents could have been chosen. */
  boolean allows(int n) {
    return allowed[n - 1];
  }

  /** Null when no challenger differed. */
  @Nullable Trial trial() {
    return trial;
  }

  /** In the order and the units of {@link Measure}, NaN where unknown. */
  double[] measured() {
    return measured.clone();
  }

  /** By how much each measure missed what a model expects of it; NaN where unknown. */
  double[] missed(Model model) {
    double[] expected = expected(model);
    double[] missed = measured();
    missed[SUCCESS] -= expected[SUCCESS];
    missed[MINUTES] -= Math.log(expected[MINUTES]) - model.variance(Measure.LOG_MINUTES) / 2;
    missed[TOKENS] -= Math.log(expected[TOKENS]) - model.variance(Measure.LOG_TOKENS) / 2;
    missed[CONFLICTS] -= expected[CONFLICTS];
    return missed;
  }

  /** What it was worth, in [0,1]; what nobody measured is what the model expects. */
  double reward(Model model, Weights weights) {
    double[] expected = expected(model);
    return reward(weights, expected[MINUTES], expected[TOKENS], expected[CONFLICTS]);
  }

  /** What a model expects it to be worth with each n, in [0,1]; of n agents at n - 1. */
  double[] expectedRewards(Model model, Weights weights) {
    double[] expected = new double[MEASURES * ARMS];
    model.expectAll(features, new double[Model.SCRATCH], expected);
    double[] rewards = new double[ARMS];
    for (int n = 1; n <= ARMS; n++) {
      rewards[n - 1] = weights.reward(expected, MEASURES * (n - 1), n, value, free());
    }
    return rewards;
  }

  /** As the coin of a canary judges it; what nobody measured is what the trial expected. */
  Canary.Disagreement disagreement(Trial trial, Weights weights) {
    double minutes = Math.exp(trial.expectedLogMinutes());
    double tokens = Math.exp(trial.expectedLogTokens());
    return new Canary.Disagreement(
        trial.challengerPlayed(),
        reward(weights, minutes, tokens, 0),
        trial.expectedReward(),
        measured[SUCCESS] == 0,
        trial.expectedFailure(),
        measured[MINUTES] - trial.expectedLogMinutes(),
        measured[TOKENS] - trial.expectedLogTokens());
  }

  private double[] expected(Model model) {
    double[] expected = new double[MEASURES];
    model.expect(features, agents, new double[Model.SCRATCH], expected);
    return expected;
  }

  /** What is given stands for what nobody measured. */
  private double reward(Weights weights, double minutes, double tokens, double conflicts) {
    double[] known = {
      measured[SUCCESS],
      known(Math.exp(measured[MINUTES]), minutes),
      known(Math.exp(measured[TOKENS]), tokens),
      known(measured[CONFLICTS], conflicts)
    };
    return weights.reward(known, agents, value, free());
  }

  private double free() {
    return known(features[FREE], 1);
  }

  private static double known(double value, double otherwise) {
    return Double.isNaN(value) ? otherwise : value;
  }
}
