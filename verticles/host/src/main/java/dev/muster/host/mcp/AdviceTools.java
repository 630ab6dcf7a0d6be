package dev.muster.host.mcp;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.Decide;
import dev.muster.contract.FeatureName;
import dev.muster.contract.ReportDecisionOutcome;
import dev.muster.host.http.DecideBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decisions for tasks that others run: ask, and say later what became of it. */
record AdviceTools(Bus bus) {
  private static final int ASKER_MAX = 64;

  List<Tool> all() {
    return List.of(decide(), report());
  }

  private Tool decide() {
    var properties = new ArrayList<>(TaskTools.task());
    properties.add(
        Schema.object(
            "features",
            "Of a fleet of your own, each in [0,1]; what you leave out is unknown. Without them"
                + " the host reads its own fleet.",
            features()));
    properties.add(
        Schema.text("features_at", "When you read them; older than 30 s no model is asked.")
            .with("format", "date-time"));
    properties.add(
        Schema.whole(
            "agents_max", "How many agents your fleet has.", 1, CoordinationClass.AGENTS_MAX));
    properties.add(
        Schema.flag("record", "Whether to store it under an id, to report its outcome later."));
    properties.add(Schema.text("asker", "Who you are.").with("maxLength", ASKER_MAX));
    return new Tool(
        "decide",
        "Ask how many agents",
        "Says how many agents a task like this would get now, and why. Nothing starts, and nothing"
            + " is stored unless you ask for it.",
        Tool.Effect.ADDS,
        Schema.of(properties.toArray(Schema.Property[]::new)),
        (call, cancelled) ->
            bus.request(Addresses.DECIDE, call.arguments().as(DecideBody::nested, Decide.class))
                .map(advice -> new Told(DecisionWords.of(advice.decision()), advice)));
  }

  private static Map<String, Object> features() {
    Map<String, Object> features = new LinkedHashMap<>();
    for (FeatureName name : FeatureName.values()) {
      features.put(name.toString(), Map.of("type", "number", "minimum", 0, "maximum", 1));
    }
    return features;
  }

  private Tool report() {
    return new Tool(
        "report_decision",
        "Say what became of a decision",
        "Reports the outcome of a decision that you asked to be recorded. Muster learns from it once;"
            + " what is implausible is kept apart and not learned.",
        Tool.Effect.SETS,
        Schema.of(
            Schema.text("decision_id", "The id that decide gave.").required(),
            Schema.flag("success", "Whether the task succeeded.").required(),
            Schema.whole("duration_ms", "Milliseconds from start to end.", 0, Schema.WHOLE_MAX),
            Schema.whole("tokens", "Tokens of all its agents.", 0, Schema.WHOLE_MAX),
            Schema.whole("conflicts", "How many conflicts it met.", 0, Integer.MAX_VALUE),
            Schema.text("source", "Who reports, when not the asker.").with("maxLength", ASKER_MAX)),
        (call, cancelled) ->
            bus.request(Addresses.DECIDE_OUTCOME, call.arguments().as(ReportDecisionOutcome.class))
                .map(taken ->
                    new Told(
                        taken.accepted()
                            ? "Taken; it will be learned."
                            : "Kept apart: " + taken.reason() + ".",
                        taken)));
  }
}
