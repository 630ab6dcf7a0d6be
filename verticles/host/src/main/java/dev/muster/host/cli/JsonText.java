package dev.muster.host.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON text to nodes and back, for clients that need no records. */
public final class JsonText {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonText() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array(Iterable<String> values) {
    var array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    return array;
  }

  /** Reads one document; text that is none throws {@link tools.jackson.core.JacksonException}. */
  public static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }

  static JsonNode read(byte[] text) {
    return MAPPER.readTree(text);
  }

  /** Writes one document on one line. */
  public static String write(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }
}
