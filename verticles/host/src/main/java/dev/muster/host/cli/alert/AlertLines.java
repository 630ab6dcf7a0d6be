package dev.muster.host.cli.alert;

import dev.muster.host.cli.Table;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Answers about alerts as lines for people. */
final class AlertLines {
  private static final int DIGITS = 3;
  private static final int MINUTE_LENGTH = "2026-03-02T09:30".length();

  private AlertLines() {}

  static List<String> list(JsonNode answer, int width) {
    if (!answer.path("at").isString()) {
      return List.of("the rules were not judged yet");
    }
    var table = new Table("ALERT", "SEVERITY", "STATE", "SINCE", "VALUE", "NOTE");
    for (JsonNode alert : answer.path("alerts")) {
      table.row(
          text(alert, "name"),
          text(alert, "severity"),
          text(alert, "state"),
          minute(text(alert, "since")),
          value(alert),
          note(alert));
    }
    var lines = new ArrayList<String>();
    lines.add("judged at " + text(answer, "at"));
    lines.addAll(table.lines(width));
    for (JsonNode alert : answer.path("alerts")) {
      if (text(alert, "state").equals("firing")) {
        lines.add("");
        lines.add(
            "%s (%s): %s."
                .formatted(text(alert, "name"), text(alert, "expr"), text(alert, "summary")));
        lines.add("  " + text(alert, "description"));
      }
    }
    for (JsonNode silence : answer.path("silences")) {
      lines.add("");
      lines.add(silence(silence));
    }
    return lines;
  }

  static List<String> history(JsonNode answer, int width) {
    var table = new Table("ALERT", "AT", "WAS", "STATE", "VALUE", "NOTE");
    for (JsonNode change : answer.path("changes")) {
      table.row(
          text(change, "name"),
          text(change, "at"),
          text(change, "was"),
          text(change, "state"),
          value(change),
          note(change));
    }
    return table.lines(width);
  }

  static String silence(JsonNode silence) {
    String matchers =
        silence
            .path("matchers")
            .valueStream()
            .map(AlertLines::matcher)
            .collect(Collectors.joining(", "));
    return "%s: %s from %s to %s, by %s: %s"
        .formatted(
            text(silence, "id"),
            matchers,
            text(silence, "starts_at"),
            text(silence, "ends_at"),
            text(silence, "created_by"),
            text(silence, "comment"));
  }

  private static String matcher(JsonNode matcher) {
    boolean equal = matcher.path("is_equal").asBoolean(true);
    boolean regex = matcher.path("is_regex").asBoolean(false);
    String sign = regex ? equal ? "=~" : "!~" : equal ? "=" : "!=";
    return text(matcher, "name") + sign + "\"" + text(matcher, "value") + "\"";
  }

  private static String note(JsonNode alert) {
    if (alert.path("silenced_by").isString()) {
      return "silenced";
    }
    return alert.path("inhibited_by").isString()
        ? "inhibited by " + text(alert, "inhibited_by")
        : text(alert, "note").replaceFirst("^unknown: ", "");
  }

  /** An instant to the minute, in UTC; the document has all of it. */
  private static String minute(String instant) {
    return instant.length() < MINUTE_LENGTH
        ? instant
        : instant.substring(0, MINUTE_LENGTH).replace('T', ' ') + "Z";
  }

  private static String value(JsonNode alert) {
    JsonNode value = alert.path("value");
    return value.isNumber()
        ? BigDecimal.valueOf(value.asDouble())
            .round(new MathContext(DIGITS))
            .stripTrailingZeros()
            .toPlainString()
        : "unknown";
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
