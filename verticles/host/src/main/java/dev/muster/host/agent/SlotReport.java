package dev.muster.host.agent;

import dev.muster.host.cli.JsonText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a command said about its own work in the JSON object on its last line, if it did. */
record SlotReport(
    @Nullable String reason,
    List<String> dependsOn,
    @Nullable Long tokens,
    @Nullable List<String> files,
    @Nullable String message) {

  static final SlotReport NONE = new SlotReport(null, List.of(), null, null, null);
  static final int MESSAGE_MAX = 500;

  /** The words that say more than an exit code can; success is said by the exit code alone. */
  private static final Set<String> REASONS =
      Set.of("conflict", "predecessor", "parked", "handed_back", "unknown", "failed");

  SlotReport {
    dependsOn = List.copyOf(dependsOn);
    files = files == null ? null : List.copyOf(files);
  }

  /** Reads the last line of standard output; what is no JSON object is no report. */
  static SlotReport parse(String lastLine) {
    if (!lastLine.startsWith("{")) {
      return NONE;
    }
    try {
      JsonNode node = JsonText.read(lastLine);
      JsonNode tokens = node.path("tokens");
      return new SlotReport(
          reason(node),
          texts(node.path("depends_on")),
          tokens.canConvertToLong() && tokens.isIntegralNumber() ? tokens.asLong() : null,
          node.path("files").isArray() ? texts(node.path("files")) : null,
          shortened(node.path("message")));
    } catch (JacksonException e) {
      return NONE;
    }
  }

  private static @Nullable String reason(JsonNode node) {
    for (String name : List.of("reason", "result")) {
      String value = node.path(name).asString("");
      if (REASONS.contains(value)) {
        return value;
      }
    }
    return null;
  }

  private static List<String> texts(JsonNode array) {
    return array.values().stream().filter(JsonNode::isString).map(JsonNode::stringValue).toList();
  }

  private static @Nullable String shortened(JsonNode message) {
    if (!message.isString()) {
      return null;
    }
    String text = message.stringValue();
    return text.substring(0, Math.min(text.length(), MESSAGE_MAX));
  }
}
