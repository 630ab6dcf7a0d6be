package dev.muster.learning;

import dev.muster.contract.Decision;
import dev.muster.contract.Feature;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Trial;
import dev.muster.model.Measure;
import dev.muster.model.Model;
import dev.muster.model.Weights;
import dev.muster.store.LearnerRows.Learnable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An outcome as a learner takes it: the decision's features, its n, and what was measured. */
final class Lesson {
  private static final double MILLIS_PER_MINUTE = 60_000;
  private static final double MILLION = 1e6;
  private static final int MEASURES = 4;
  private static final int FREE = List.of(FeatureName.values()).indexOf(FeatureName.AGENT_COUNT);

  private final Learnable outcome;
  private final double[] features;
  private final double logMinutes;
  private final double logTokens;

  Lesson(Learnable outcome) {
    this.outcome = outcome;
    this.features = features(outcome.decision().features());
    this.logMinutes = log(outcome.durationMs(), MILLIS_PER_MINUTE);
    this.logTokens = log(outcome.tokens(), MILLION);
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
    return outcome.decision().agents();
  }

  /** In the order and the units of {@link Measure}, NaN where unknown. */
  double[] measured() {
    Integer conflicts = outcome.conflicts();
    return new double[] {
      outcome.success() ? 1 : 0, logMinutes, logTokens, conflicts == null ? Double.NaN : conflicts
    };
  }

  /** By how much each measure missed what a model expects of it; NaN where unknown. */
  double[] missed(Model model) {
    double[] expected = expected(model);
    double[] missed = measured();
    missed[0] -= expected[0];
    missed[1] -= Math.log(expected[1]) - model.variance(Measure.LOG_MINUTES) / 2;
    missed[2] -= Math.log(expected[2]) - model.variance(Measure.LOG_TOKENS) / 2;
    missed[3] -= expected[3];
    return missed;
  }

  /** What it was worth, in [0,1]; what nobody measured is what the model expects. */
  double reward(Model model, Weights weights) {
    double[] expected = expected(model);
    return reward(
        weights,
        new double[] {
          outcome.success() ? 1 : 0,
          known(Math.exp(logMinutes), expected[1]),
          known(Math.exp(logTokens), expected[2]),
          known(measured()[3], expected[3])
        });
  }

  /** As the coin of a canary judges it; what nobody measured is what the trial expected. */
  Canary.Disagreement disagreement(Trial trial, Weights weights) {
    double reward =
        reward(
            weights,
            new double[] {
              outcome.success() ? 1 : 0,
              Math.exp(known(logMinutes, trial.expectedLogMinutes())),
              Math.exp(known(logTokens, trial.expectedLogTokens())),
              known(measured()[3], 0)
            });
    return new Canary.Disagreement(
        trial.challengerPlayed(),
        reward,
        trial.expectedReward(),
        !outcome.success(),
        trial.expectedFailure(),
        logMinutes - trial.expectedLogMinutes(),
        logTokens - trial.expectedLogTokens());
  }

  private double[] expected(Model model) {
    double[] expected = new double[MEASURES];
    model.expect(features, agents(), new double[Model.SCRATCH], expected);
    return expected;
  }

  private double reward(Weights weights, double[] measured) {
    double free = known(features[FREE], 1);
    return weights.reward(measured, agents(), outcome.value(), free);
  }

  private static double known(double value, double otherwise) {
    return Double.isNaN(value) ? otherwise : value;
  }

  Decision decision() {
    return outcome.decision();
  }
}
