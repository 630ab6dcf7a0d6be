package dev.muster.host.hooks;

import dev.muster.bus.Json;
import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Refused;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Fields of a hook's call under any of the names that vendors give them. */
final class Fields {
  private static final JsonMapper JSON = Json.lenient();

  private Fields() {}

  /** The first of these that has a value, which must be text; null when none has. */
  static @Nullable String text(JsonNode in, String... names) {
    for (String name : names) {
      JsonNode value = in.path(name);
      if (!value.isMissingNode() && !value.isNull()) {
        if (!value.isString()) {
          throw new Refused(
              Failure.of(FailureCode.BAD_REQUEST, "text in `" + name + "`", kind(value)));
        }
        return value.asString();
      }
    }
    return null;
  }

  /** The first of these that has a value; JSON that is wrapped in a text is unwrapped. */
  static JsonNode value(JsonNode in, String... names) {
    for (String name : names) {
      JsonNode value = in.path(name);
      if (!value.isMissingNode() && !value.isNull()) {
        return unwrapped(value);
      }
    }
    return MissingNode.getInstance();
  }

  private static JsonNode unwrapped(JsonNode value) {
    String text = value.isString() ? value.asString().strip() : "";
    if (!text.startsWith("{")) {
      return value;
    }
    try {
      return JSON.readTree(text);
    } catch (JacksonException plain) {
      return value;
    }
  }

  private static String kind(JsonNode value) {
    return value.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
