package dev.muster.host.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The forms of the conformance suite: every kind of default (SEP-1034) and of choice (SEP-1330).
 */
final class ConformanceForms {
  private static final String TYPE = "type";
  private static final String STRING = "string";
  private static final String DEFAULT = "default";
  private static final String ENUM = "enum";

  private ConformanceForms() {}

  static Map<String, Object> defaults() {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("name", Map.of(TYPE, STRING, DEFAULT, "John Doe"));
    form.put("age", Map.of(TYPE, "integer", DEFAULT, 30));
    form.put("score", Map.of(TYPE, "number", DEFAULT, 95.5));
    form.put(
        "status",
        Map.of(TYPE, STRING, ENUM, List.of("active", "inactive", "pending"), DEFAULT, "active"));
    form.put("verified", Map.of(TYPE, "boolean", DEFAULT, true));
    return form;
  }

  static Map<String, Object> enums() {
    List<String> options = List.of("option1", "option2", "option3");
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("untitledSingle", Map.of(TYPE, STRING, ENUM, options));
    form.put("titledSingle", Map.of(TYPE, STRING, "oneOf", titled("Option")));
    form.put(
        "legacyEnum",
        Map.of(
            TYPE,
            STRING,
            ENUM,
            List.of("opt1", "opt2", "opt3"),
            "enumNames",
            List.of("Option One", "Option Two", "Option Three")));
    form.put("untitledMulti", Map.of(TYPE, "array", "items", Map.of(TYPE, STRING, ENUM, options)));
    form.put("titledMulti", Map.of(TYPE, "array", "items", Map.of("anyOf", titled("Choice"))));
    return form;
  }

  private static List<Map<String, Object>> titled(String word) {
    return List.of(
        Map.of("const", "value1", "title", "First " + word),
        Map.of("const", "value2", "title", "Second " + word),
        Map.of("const", "value3", "title", "Third " + word));
  }
}
