package dev.muster.host.http;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.DecisionId;
import dev.muster.contract.DescribeModels;
import dev.muster.contract.FeedbackTaken;
import dev.muster.contract.ModelList;
import dev.muster.contract.ReportDecisionOutcome;
import dev.muster.contract.SwitchModel;
import dev.muster.contract.SwitchModel.Verb;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Models over HTTP: how they stand, which one serves, and the outcomes of recorded advice. */
record ModelApi(Bus bus) {

  /** What is reported of a decision, beside its id. */
  record OutcomeBody(
      Boolean success,
      @Nullable Long durationMs,
      @Nullable Long tokens,
      @Nullable Integer conflicts,
      @Nullable String source) {}

  void routes(Asking asking) {
    asking.get(
        "/api/v1/models", query -> bus.request(Addresses.MODEL_DESCRIBE, new DescribeModels()));
    asking.post("/api/v1/models/rollback", () -> turn(Verb.ROLLBACK, null));
    asking.post("/api/v1/models/pin", () -> turn(Verb.PIN, null));
    asking.post("/api/v1/models/retrain", () -> turn(Verb.RETRAIN, null));
    asking.post("/api/v1/models/unpin", () -> turn(Verb.UNPIN, null));
    asking.postAbout("/api/v1/models/:id/promote", id -> turn(Verb.PROMOTE, id));
    asking.postAbout("/api/v1/models/:id/pin", id -> turn(Verb.PIN, id));
    asking.postAbout("/api/v1/decisions/:id/outcome", OutcomeBody.class, this::report);
  }

  private Future<ModelList> turn(Verb verb, @Nullable String id) {
    return bus.request(Addresses.MODEL_SWITCH, new SwitchModel(verb, id));
  }

  private Future<FeedbackTaken> report(String id, OutcomeBody body) {
    return bus.request(
        Addresses.DECIDE_OUTCOME,
        new ReportDecisionOutcome(
            new DecisionId(id),
            body.success(),
            body.durationMs(),
            body.tokens(),
            body.conflicts(),
            body.source()));
  }
}
