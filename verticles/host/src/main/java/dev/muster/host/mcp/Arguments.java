package dev.muster.host.mcp;

import com.fasterxml.jackson.annotation.Nulls;
import dev.muster.bus.Json;
import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The arguments of one call, read as strictly as the bodies of HTTP. */
final class Arguments {
  /** Lists have no holes. */
  private static final JsonMapper STRICT =
      Json.strict()
          .rebuild()
          .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
          .build();

  private final ObjectNode left;

  private Arguments(ObjectNode left) {
    this.left = left;
  }

  /** The arguments, each of which the schema must name. */
  static Arguments of(@Nullable Map<String, Object> said, Schema schema) {
    ObjectNode left = said == null ? STRICT.createObjectNode() : STRICT.valueToTree(said);
    for (String name : left.propertyNames()) {
      if (!schema.names().contains(name)) {
        throw bad("one of the arguments " + schema.names(), "`" + name + "`");
      }
    }
    for (String name : schema.required()) {
      if (!left.hasNonNull(name)) {
        throw bad("a value in `" + name + "`", "none");
      }
    }
    return new Arguments(left);
  }

  /** A text, taken out; null when it is absent. */
  @Nullable String text(String name) {
    JsonNode value = left.remove(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString() || value.asString().isBlank()) {
      throw bad("a text in `" + name + "`", value.toString());
    }
    return value.asString();
  }

  /** A text that the schema requires, taken out. */
  String required(String name) {
    String text = text(name);
    if (text == null) {
      throw bad("a value in `" + name + "`", "none");
    }
    return text;
  }

  /** A whole number, taken out. */
  int whole(String name, int otherwise, int min, int max) {
    JsonNode value = left.remove(name);
    if (value == null || value.isNull()) {
      return otherwise;
    }
    if (!value.isInt() || value.intValue() < min || value.intValue() > max) {
      throw bad(name + " in " + min + ".." + max, value.toString());
    }
    return value.intValue();
  }

  /** A list of texts, taken out; empty when it is absent. */
  List<String> texts(String name, int sizeMax) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list(name, sizeMax)) {
      if (!item.isString() || item.asString().isBlank()) {
        throw bad("texts in `" + name + "`", item.toString());
      }
      texts.add(item.asString());
    }
    return texts;
  }

  /** A list of what {@code type} says, taken out; empty when it is absent. */
  <T> List<T> list(String name, int sizeMax, Class<T> type) {
    List<T> items = new ArrayList<>();
    for (JsonNode item : list(name, sizeMax)) {
      items.add(as(item, type));
    }
    return items;
  }

  /** All that is left, as a record of the contract. */
  <T> T as(Class<T> type) {
    return as(left, type);
  }

  /** What is left, turned round first. */
  <T> T as(UnaryOperator<ObjectNode> turned, Class<T> type) {
    return as(turned.apply(left), type);
  }

  private Iterable<JsonNode> list(String name, int sizeMax) {
    JsonNode value = left.remove(name);
    if (value == null || value.isNull()) {
      return List.of();
    }
    if (!value.isArray() || value.size() > sizeMax) {
      throw bad(
          "a list of at most " + sizeMax + " in `" + name + "`",
          value.getNodeType() + " of " + value.size());
    }
    return value;
  }

  private static <T> T as(JsonNode node, Class<T> type) {
    try {
      return STRICT.treeToValue(node, type);
    } catch (JacksonException wrong) {
      throw new Refused(FailureCode.BAD_REQUEST, Json.reason(wrong));
    }
  }

  private static Refused bad(String expected, String found) {
    return new Refused(Failure.of(FailureCode.BAD_REQUEST, expected, found));
  }
}
