package dev.muster.lab.failure;

import dev.muster.lab.failure.Prequential.Method;
import dev.muster.learning.risk.BoostedRisk;
import dev.muster.learning.risk.CommitRisk;
import dev.muster.model.risk.RiskModel;
import java.util.List;
import java.util.function.UnaryOperator;

/** The ways to foretell a failure that are compared; champion is one of the candidates. */
final class Methods {
  /** Boosting looks at the latest outcomes: more take longer and are older. */
  private static final int BOOSTED_ON = 40_000;

  private Methods() {}

  static final String LOGISTIC = "logistic";
  static final String BOOSTING = "boosting";
  static final String CHURN = "churn_alone";
  static final String LOGISTIC_CHURN = "logistic_on_churn";
  static final String ADDED = "logistic_on_lines_added";
  static final String AGENT = "agent_rate";
  static final String REPO_AGENT = "repo_and_agent_rate";
  static final String TEXT_FREE = "text_free_logistic";

  static List<Method> ofCommits(int features, long seed) {
    return List.of(
        new Method(CHURN, false, known -> (f, group) -> Math.log1p(churn(f))),
        seenThrough(LOGISTIC_CHURN, f -> new double[] {churn(f)}, 1),
        seenThrough(ADDED, f -> new double[] {f[JitStreams.ADDED]}, 1),
        logistic(features),
        boosting(BoostedRisk.Size.USUAL, seed));
  }

  static List<Method> ofPulls(int features, long seed) {
    return List.of(
        rate(AGENT, AgentPulls.AGENT_RATE),
        rate(REPO_AGENT, AgentPulls.REPO_AGENT_RATE),
        seenThrough(TEXT_FREE, AgentPulls::withoutText, features - 1),
        logistic(features),
        boosting(new BoostedRisk.Size(60, 4, 8, 25), seed));
  }

  private static Method logistic(int features) {
    return new Method(LOGISTIC, true, known -> CommitRisk.fit(known, features));
  }

  private static Method boosting(BoostedRisk.Size size, long seed) {
    return new Method(
        BOOSTING, true, known -> BoostedRisk.fit(known.latest(BOOSTED_ON), size, seed));
  }

  private static double churn(double[] features) {
    return features[JitStreams.ADDED] + features[JitStreams.DELETED];
  }

  private static Method seenThrough(String name, UnaryOperator<double[]> view, int width) {
    return new Method(
        name,
        false,
        known -> {
          RiskModel model = CommitRisk.fit(known.through(view), width);
          return (f, group) -> model.logOdds(view.apply(f), group);
        });
  }

  private static Method rate(String name, int which) {
    return new Method(name, false, known -> (f, group) -> Math.log(f[which] / (1 - f[which])));
  }
}
