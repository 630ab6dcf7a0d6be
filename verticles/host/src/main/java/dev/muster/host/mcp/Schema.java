package dev.muster.host.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The JSON Schema (2020-12) of a tool's arguments; nothing else than what it names is taken. */
record Schema(Map<String, Map<String, Object>> properties, List<String> required) {
  /** The largest whole number that every JSON parser keeps: 2^53 - 1. */
  static final long WHOLE_MAX = (1L << 53) - 1;

  static Schema of(Property... properties) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    for (Property property : properties) {
      all.put(property.name(), property.schema());
    }
    return new Schema(
        all, List.of(properties).stream().filter(Property::needed).map(Property::name).toList());
  }

  /** One argument. */
  record Property(String name, boolean needed, Map<String, Object> schema) {
    Property required() {
      return new Property(name, true, schema);
    }

    Property with(String keyword, Object value) {
      Map<String, Object> more = new LinkedHashMap<>(schema);
      more.put(keyword, value);
      return new Property(name, needed, more);
    }
  }

  static Property text(String name, String description) {
    return property(name, "string", description);
  }

  static Property whole(String name, String description, long min, long max) {
    return property(name, "integer", description).with("minimum", min).with("maximum", max);
  }

  /** A number above 0. */
  static Property number(String name, String description, double max) {
    return property(name, "number", description).with("exclusiveMinimum", 0).with("maximum", max);
  }

  static Property flag(String name, String description) {
    return property(name, "boolean", description);
  }

  /** An object that may have these properties and no others. */
  static Property object(String name, String description, Map<String, Object> properties) {
    return property(name, "object", description)
        .with("properties", properties)
        .with("additionalProperties", false);
  }

  static Property texts(String name, String description, int sizeMax) {
    return list(name, description, Map.of("type", "string"), sizeMax);
  }

  static Property list(String name, String description, Map<String, Object> item, int sizeMax) {
    return property(name, "array", description).with("items", item).with("maxItems", sizeMax);
  }

  private static Property property(String name, String type, String description) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    schema.put("description", description);
    return new Property(name, false, schema);
  }

  Set<String> names() {
    return properties.keySet();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "object");
    json.put("properties", properties);
    if (!required.isEmpty()) {
      json.put("required", required);
    }
    json.put("additionalProperties", false);
    return json;
  }
}
