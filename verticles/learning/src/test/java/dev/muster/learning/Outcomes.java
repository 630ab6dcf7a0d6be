package dev.muster.learning;

import dev.muster.contract.CoordinationClass;
import dev.muster.contract.Decision;
import dev.muster.contract.DecisionId;
import dev.muster.contract.Feature;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Grade;
import dev.muster.contract.Mode;
import dev.muster.contract.PlayedArm;
import dev.muster.contract.Promise;
import dev.muster.contract.Provenance;
import dev.muster.contract.ReportDecisionOutcome;
import dev.muster.contract.Span;
import dev.muster.contract.Trial;
import dev.muster.model.Weights;
import dev.muster.store.LearnerRows.Learnable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plain outcomes for tests; the number says which. */
final class Outcomes {
  static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

  /** Only success counts: a reward is 2/3 or 1. */
  static final LearningSettings SETTINGS =
      new LearningSettings(
          Duration.ofHours(1),
          200,
          .999,
          10,
          40,
          5,
          Duration.ZERO,
          200,
          new Weights(0, 0, 0, 0, 0));

  private Outcomes() {}

  static DecisionId decisionId(int number) {
    return new DecisionId("decision_" + String.format("00000000-0000-7000-8000-%012d", number));
  }

  /** Of two agents; every feature is .5 but the last, which nobody measured. */
  static Decision decision(int number, Provenance provenance, @Nullable Trial trial) {
    return decision(number, NOW.plusSeconds(number), provenance, trial, Succession.HEURISTIC, null);
  }

  /** The same, made 31 days before. */
  static Decision oldDecision(int number) {
    Instant old = NOW.minus(Duration.ofDays(31));
    return decision(number, old, Provenance.ESTIMATED, null, Succession.HEURISTIC, null);
  }

  /** The same, with what a model promised: .7 succeed, in 5 to 20 minutes. */
  static Decision promised(int number) {
    var promise = new Promise(.7, new Span(5, 20), new Span(1, 4), .6, Grade.B, null);
    return decision(
        number, NOW.plusSeconds(number), Provenance.ESTIMATED, null, "model", null, promise);
  }

  /** What was reported of a decision. */
  static Learnable outcome(Decision decision, ReportDecisionOutcome report) {
    return new Learnable(
        null,
        decision,
        NOW,
        report.success(),
        report.durationMs(),
        report.tokens(),
        report.conflicts(),
        1,
        report.source());
  }

  /** The same, by an arm of an experiment. */
  static Decision played(int number, Instant at, PlayedArm arm) {
    return decision(number, at, Provenance.ESTIMATED, null, Succession.HEURISTIC, arm);
  }

  private static Decision decision(
      int number,
      Instant at,
      Provenance provenance,
      @Nullable Trial trial,
      String model,
      @Nullable PlayedArm arm) {
    return decision(number, at, provenance, trial, model, arm, null);
  }

  private static Decision decision(
      int number,
      Instant at,
      Provenance provenance,
      @Nullable Trial trial,
      String model,
      @Nullable PlayedArm arm,
      @Nullable Promise promise) {
    List<Feature> features =
        Arrays.stream(FeatureName.values())
            .map(name ->
                name == FeatureName.RESOURCE_CONTENTION_SCORE
                    ? Feature.unknown(name)
                    : Feature.measured(name, .5))
            .toList();
    return new Decision(
        decisionId(number),
        null,
        null,
        at,
        FeatureName.FEATURES_VERSION,
        features,
        List.of(),
        List.of(0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        2,
        CoordinationClass.SUBOPTIMAL,
        CoordinationClass.SUBOPTIMAL.topology(),
        model,
        provenance,
        1,
        Mode.FALLBACK,
        "no_model",
        List.of(),
        List.of(),
        "Two agents for this task.",
        promise,
        trial,
        arm);
  }

  /** Took 2 minutes and a million tokens. */
  static Learnable outcome(int number, boolean success, @Nullable Trial trial) {
    return outcome(decision(number, Provenance.HEURISTIC, trial), number, success);
  }

  /** The same of a decision that a model made. */
  static Learnable by(String model, int number, boolean success, @Nullable Trial trial) {
    Instant at = NOW.plusSeconds(number);
    Decision decision = decision(number, at, Provenance.ESTIMATED, trial, model, null);
    return outcome(decision, number, success);
  }

  private static Learnable outcome(Decision decision, int number, boolean success) {
    return new Learnable(
        null, decision, NOW.plusSeconds(number), success, 120_000L, 1_000_000L, 0, 1, "");
  }

  /** The two differ; .8 was expected of the reward, .2 of failure, what it took of the rest. */
  static Trial trial(String champion, String challenger, boolean challengerPlayed) {
    return new Trial(champion, challenger, 2, 3, challengerPlayed, .8, .2, Math.log(2), 0);
  }
}
