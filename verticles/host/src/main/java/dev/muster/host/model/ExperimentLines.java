package dev.muster.host.model;

import dev.muster.host.cli.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The answer of {@code GET /experiments} as lines for people. */
final class ExperimentLines {
  private static final String COST = "prediction.cost_";

  private ExperimentLines() {}

  static List<String> list(JsonNode answer, int width) {
    JsonNode experiments = answer.path("experiments");
    if (experiments.isEmpty()) {
      return List.of("none");
    }
    var lines = new ArrayList<String>();
    for (JsonNode experiment : experiments) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      one(experiment, width, lines);
    }
    return lines;
  }

  private static void one(JsonNode experiment, int width, List<String> lines) {
    JsonNode figures = experiment.path("figures");
    String state = experiment.path("state").asString("");
    lines.add(
        "%s, %s: %s"
            .formatted(
                experiment.path("name").asString(""),
                experiment.path("id").asString(""),
                experiment.path("reason").isString()
                    ? state + ", " + experiment.path("reason").asString("")
                    : state));
    lines.add("B: " + strategy(experiment.path("b")) + "; " + coin(experiment.path("blocks")));
    lines.add(
        "since %s%s, %s outcomes%s"
            .formatted(
                experiment.path("since").asString(""),
                experiment.path("until").isString()
                    ? " until " + experiment.path("until").asString("")
                    : "",
                figures.path("outcomes").asString("0"),
                late(figures.path("late").asLong(0))));
    var table =
        new Table("ARM", "OUTCOMES", "REWARD", "SUCCESS", "MINUTES", "TOKENS", "PROVENANCE");
    for (JsonNode arm : figures.path("arms")) {
      table.row(
          arm.path("arm").asString(""),
          arm.path("count").asString("0"),
          number("%.3f", arm.path("reward")),
          number("%.3f", arm.path("success")),
          number("%.1f", arm.path("minutes")),
          number("%.0f", arm.path("tokens")),
          arm.path("provenance").asString(""));
    }
    lines.addAll(table.lines(width));
    difference(figures, experiment.path("blocks").isObject(), lines);
    evidence(figures, lines);
    conf(experiment.path("conf"), lines);
  }

  /** Keys as conf/README.md names them. */
  private static void conf(JsonNode keys, List<String> lines) {
    keys.forEach(key -> lines.add("to set in conf/muster.yaml: " + key.asString("")));
    if (keys.valueStream().anyMatch(key -> key.asString("").startsWith(COST))) {
      lines.add("and raise prediction.utility_version there, for a cost changes");
    }
  }

  private static String strategy(JsonNode b) {
    var parts = new ArrayList<String>();
    b.path("weights")
        .forEachEntry((name, weight) -> parts.add("weights." + name + "=" + weight.asString("")));
    if (b.path("agents_max").isNumber()) {
      parts.add("masks.agents_max=" + b.path("agents_max").asString(""));
    }
    return String.join(" ", parts);
  }

  private static String coin(JsonNode blocks) {
    return blocks.isObject()
        ? "blocks of %s min, the first %s of each do not count"
            .formatted(blocks.path("minutes").asString(""), blocks.path("washout_min").asString(""))
        : "a coin for each task on which the arms differ";
  }

  private static String late(long late) {
    return late == 0 ? "" : ", " + late + " too late for their block";
  }

  private static void difference(JsonNode figures, boolean blocks, List<String> lines) {
    JsonNode difference = figures.path("difference");
    String units = figures.path("units").asString("0") + (blocks ? " blocks" : " differing tasks");
    if (!difference.isObject()) {
      lines.add("difference unknown before the first unit");
      return;
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "difference B - A %.3f [%.3f, %.3f] at 95 %% at all times, of %s (%s)",
            difference.path("value").asDouble(0),
            difference.path("low").asDouble(0),
            difference.path("high").asDouble(0),
            units,
            difference.path("provenance").asString("")));
  }

  private static void evidence(JsonNode figures, List<String> lines) {
    var guards = new ArrayList<String>();
    for (JsonNode guard : figures.path("guards")) {
      guards.add(
          String.format(
              Locale.ROOT,
              "%s %.2f of %.0f",
              guard.path("name").asString(""),
              guard.path("evidence").asDouble(0),
              guard.path("needed").asDouble(0)));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "evidence %.2f of %.0f; against B: %s",
            figures.path("evidence").asDouble(0),
            figures.path("needed").asDouble(0),
            String.join(", ", guards)));
  }

  private static String number(String form, JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, form, value.asDouble()) : "unknown";
  }
}
