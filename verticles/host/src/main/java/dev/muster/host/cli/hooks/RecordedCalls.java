package dev.muster.host.cli.hooks;

import dev.muster.host.cli.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * The calls that one vendor's agent makes, as recorded, with the places of session, folder, file
 * and tool left open.
 */
final class RecordedCalls {
  private final JsonNode recorded;

  RecordedCalls(AgentSettings agent) {
    try (InputStream resource =
        RecordedCalls.class.getResourceAsStream("/hooks/calls/" + agent.vendor() + ".json")) {
      if (resource == null) {
        throw new IllegalStateException("no recorded calls of " + agent.vendor());
      }
      recorded = JsonText.read(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> editingTools() {
    return List.copyOf(recorded.path("editing").propertyNames());
  }

  String shellTool() {
    return recorded.path("shell").propertyNames().iterator().next();
  }

  String sessionStart(String session, Path folder) {
    return call("session_start", session, folder, Map.of());
  }

  String sessionEnd(String session, Path folder) {
    return call("session_end", session, folder, Map.of());
  }

  /** The call before a tool runs on a file. */
  String beforeTool(String session, Path folder, String tool, Path file) {
    JsonNode input = recorded.path("editing").path(tool);
    JsonNode asked = input.isMissingNode() ? recorded.path("shell").path(tool) : input;
    JsonNode filled = filled(asked, Map.of("cwd", text(folder), "file", text(file)));
    return call("before_tool", session, folder, Map.of("tool", text(tool), "input", filled));
  }

  private String call(String name, String session, Path folder, Map<String, JsonNode> more) {
    var open = new HashMap<>(more);
    open.put("session", text(session));
    open.put("cwd", text(folder));
    return JsonText.write(filled(recorded.path(name), open));
  }

  private static JsonNode text(Object value) {
    return StringNode.valueOf(value.toString());
  }

  private static JsonNode filled(JsonNode node, Map<String, JsonNode> open) {
    if (node.isObject()) {
      var object = JsonText.object();
      node.properties()
          .forEach(entry -> object.set(entry.getKey(), filled(entry.getValue(), open)));
      return object;
    }
    if (node.isArray()) {
      var array = JsonText.array(List.of());
      node.forEach(element -> array.add(filled(element, open)));
      return array;
    }
    if (!node.isString()) {
      return node;
    }
    String text = node.stringValue();
    for (Map.Entry<String, JsonNode> entry : open.entrySet()) {
      String place = "${" + entry.getKey() + "}";
      if (text.equals(place)) {
        return entry.getValue();
      }
      text = text.replace(place, entry.getValue().asString(""));
    }
    return text(text);
  }
}
