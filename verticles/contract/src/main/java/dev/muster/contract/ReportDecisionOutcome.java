package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * What became of recorded advice, once; what nobody measured is null.
 *
 * @param durationMs from start to end
 * @param tokens of all agents
 * @param conflicts how many
 * @param source who reports, 1..64 characters; null is who asked
 */
public record ReportDecisionOutcome(
    DecisionId decisionId,
    Boolean success,
    @Nullable Long durationMs,
    @Nullable Long tokens,
    @Nullable Integer conflicts,
    @Nullable String source)
    implements Request {
  public ReportDecisionOutcome {
    decisionId = Message.required("decision_id", decisionId);
    success = Message.required("success", success);
    Decide.checkName("source", source);
    if ((durationMs != null && durationMs < 0)
        || (tokens != null && tokens < 0)
        || (conflicts != null && conflicts < 0)) {
      throw new IllegalArgumentException(
          "duration_ms, tokens and conflicts must be >= 0 or absent");
    }
  }
}
