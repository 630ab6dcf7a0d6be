package dev.muster.host.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * A decision in words and a small chart. Each predicted number stands beside the word that says
 * where it comes from, such as {@code heuristic}.
 */
final class Explanation {
  private static final int BAR_MAX = 30;

  /** What stands before the bar: the number of agents and the two figures. */
  private static final int CHART_LABEL = 34;

  private Explanation() {}

  /** One line for an estimate. */
  static String estimate(JsonNode estimate) {
    return "%s, %s, success %s (%s)"
        .formatted(
            agents(estimate),
            estimate.path("coordination_class").asString("?"),
            number(estimate.path("success")),
            estimate.path("provenance").asString("provenance unknown"));
  }

  private static String agents(JsonNode of) {
    String agents = of.path("agents").asString("?");
    return agents.equals("1") ? "1 agent" : agents + " agents";
  }

  static List<String> lines(JsonNode decision, int width) {
    String provenance = decision.path("provenance").asString("provenance unknown");
    var lines = new ArrayList<String>();
    lines.add(
        "decision: %s, %s (%s, model %s)"
            .formatted(
                agents(decision),
                decision.path("coordination_class").asString("?"),
                provenance,
                decision.path("model").asString("?")));
    lines.add("because: " + decision.path("because").asString(""));
    lines.add(
        "mode: %s (%s)"
            .formatted(
                decision.path("mode").asString("?"), decision.path("mode_reason").asString("-")));
    lines.add("");
    lines.addAll(features(decision).lines(width));
    lines.add("");
    lines.add("utility by number of agents (predicted, " + provenance + ")");
    lines.addAll(chart(decision, width));
    return lines;
  }

  private static Table features(JsonNode decision) {
    var table = new Table("FEATURE", "VALUE", "PROVENANCE", "EFFECT");
    for (JsonNode feature : decision.path("features")) {
      String name = feature.path("name").asString("");
      table.row(
          name,
          feature.path("value").isNumber() ? number(feature.path("value")) : "unknown",
          feature.path("provenance").asString("unknown"),
          effect(decision.path("contributions"), name));
    }
    return table;
  }

  private static String effect(JsonNode contributions, String feature) {
    for (JsonNode contribution : contributions) {
      if (contribution.path("feature").asString("").equals(feature)) {
        JsonNode effect = contribution.path("effect");
        return effect.isNumber()
            ? String.format(Locale.ROOT, "%+.2f", effect.asDouble())
            : effect.asString("");
      }
    }
    return "";
  }

  private static List<String> chart(JsonNode decision, int width) {
    double best = 0;
    for (JsonNode point : decision.path("curve")) {
      best = Math.max(best, point.path("utility").asDouble(0));
    }
    int room = Math.clamp(width - CHART_LABEL, 0, BAR_MAX);
    var lines = new ArrayList<String>();
    for (JsonNode point : decision.path("curve")) {
      lines.add(bar(decision, point, best, room));
    }
    return lines;
  }

  private static String bar(JsonNode decision, JsonNode point, double best, int room) {
    int agents = point.path("n").asInt(0);
    double utility = Math.max(0, point.path("utility").asDouble(0));
    int length = best == 0 ? 0 : (int) Math.round(room * utility / best);
    String masked = masked(decision.path("mask"), agents);
    boolean chosen = agents == decision.path("agents").asInt(-1);
    String bar = (masked.isEmpty() ? "#" : ".").repeat(length);
    return "%s%d  %s  success %s  %s%s"
        .formatted(
            chosen ? "> " : "  ",
            agents,
            number(point.path("utility")),
            number(point.path("success")),
            bar,
            masked.isEmpty() ? "" : "  not possible: " + masked)
        .stripTrailing();
  }

  private static String masked(JsonNode mask, int agents) {
    for (JsonNode entry : mask) {
      if (entry.path("n").asInt(0) == agents) {
        return entry.path("reason").asString("masked");
      }
    }
    return "";
  }

  private static String number(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%.2f", value.asDouble()) : "unknown";
  }
}
