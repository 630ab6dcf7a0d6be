package dev.muster.host.model;

import dev.muster.host.cli.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The answer of {@code GET /models} as lines for people. */
final class ModelLines {
  private ModelLines() {}

  static List<String> list(JsonNode models, int width) {
    var table = new Table("MODEL", "FAMILY", "STATE", "OUTCOMES", "BYTES", "NOTE");
    for (JsonNode card : models.path("cards")) {
      table.row(
          card.path("id").asString(""),
          card.path("family").asString(""),
          card.path("state").asString(""),
          String.format(Locale.ROOT, "%.0f", card.path("outcomes").asDouble(0)),
          card.path("bytes").asString("0"),
          card.path("note").asString("-"));
    }
    var lines = new ArrayList<>(table.lines(width));
    lines.add("");
    lines.add(serving(models));
    lines.add(
        "%s outcomes learned, %s wait, %s in quarantine, %s drift alarms%s"
            .formatted(
                models.path("learned").asString("0"),
                models.path("waiting").asString("0"),
                models.path("quarantined").asString("0"),
                models.path("drifts").asString("0"),
                models.path("recovering").asBoolean(false) ? ", recovering from the last" : ""));
    canary(models.path("canary"), lines);
    probation(models.path("probation"), lines);
    models.path("retrained").asStringOpt().ifPresent(how -> lines.add("last fit: " + how));
    models.path("stopped").asStringOpt().ifPresent(why -> lines.add("nothing is learned: " + why));
    return lines;
  }

  private static void canary(JsonNode canary, List<String> lines) {
    if (canary.isObject()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "canary %s: %s against %s, %s disagreements, evidence %.2f of %.0f",
              canary.path("number").asString(""),
              canary.path("challenger").asString(""),
              canary.path("champion").asString(""),
              canary.path("disagreements").asString(""),
              canary.path("evidence").asDouble(0),
              canary.path("needed").asDouble(0)));
    }
  }

  private static void probation(JsonNode probation, List<String> lines) {
    if (probation.isObject()) {
      lines.add(
          "probation: %s of %s tasks against %s"
              .formatted(
                  probation.path("tasks").asString(""),
                  probation.path("needed").asString(""),
                  probation.path("predecessor").asString("")));
    }
  }

  /** Who serves. */
  static String serving(JsonNode models) {
    String champion =
        models
            .path("cards")
            .valueStream()
            .filter(card -> card.path("state").asString("").equals("champion"))
            .map(card -> card.path("id").asString(""))
            .findFirst()
            .orElse("heuristic-1");
    return champion + (models.path("pinned").isString() ? " serves, pinned" : " serves");
  }

  static List<String> show(JsonNode card, int width) {
    var lines = new ArrayList<String>();
    lines.add(card.path("id").asString("") + ", " + card.path("family").asString(""));
    lines.add("state     " + card.path("state").asString(""));
    lines.add(
        String.format(
            Locale.ROOT,
            "fitted    on %.0f outcomes, older ones counting less: %s",
            card.path("outcomes").asDouble(0),
            card.path("trained_on").asString("")));
    lines.add("created   " + card.path("created").asString(""));
    lines.add("served    " + card.path("served").asString("never"));
    lines.add("sha256    " + card.path("digest").asString(""));
    lines.add("note      " + card.path("note").asString("-"));
    if (!card.path("figures").isEmpty()) {
      var table = new Table("FIGURE", "VALUE", "UNIT", "COUNT", "WINDOW", "PROVENANCE");
      for (JsonNode figure : card.path("figures")) {
        table.row(
            figure.path("name").asString(""),
            figure.path("value").asString("unknown"),
            figure.path("unit").asString(""),
            figure.path("count").asString("0"),
            figure.path("window").asString(""),
            figure.path("provenance").asString(""));
      }
      lines.add("");
      lines.addAll(table.lines(width));
    }
    return lines;
  }
}
