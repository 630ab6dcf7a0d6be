package dev.muster.host.plugin.folder;

import dev.muster.bus.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A YAML text whose values are asked for by pointer and type; what is another is refused. */
final class ManifestText {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String text;
  private final String where;
  private final JsonNode root;

  ManifestText(String text, String where) throws PluginRefused {
    this.text = text;
    this.where = where;
    this.root = YAML.readTree(text);
    if (!root.isObject()) {
      throw new PluginRefused(
          where + ": expected a map of keys, found " + ConfigValues.shown(found(root)));
    }
  }

  JsonNode root() {
    return root;
  }

  boolean has(String at) {
    return !root.at(at).isMissingNode();
  }

  /** The value as Java's own types have it. */
  @Nullable Object plain(String at) {
    return found(root.at(at));
  }

  private static @Nullable Object found(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? null : YAML.treeToValue(node, Object.class);
  }

  /** Text that matches {@code pattern}. */
  String word(String at, String pattern, String expected) throws PluginRefused {
    JsonNode node = root.at(at);
    if (node.isString() && node.stringValue().matches(pattern)) {
      return node.stringValue();
    }
    throw refused(at, expected, plain(at));
  }

  /** One of some words. */
  String oneOf(String at, List<String> words, @Nullable String otherwise) throws PluginRefused {
    if (otherwise != null && !has(at)) {
      return otherwise;
    }
    String word = word(at, ".*", "one of " + words);
    if (!words.contains(word)) {
      throw refused(at, "one of " + words, word);
    }
    return word;
  }

  /** A whole number in a range. */
  int number(String at, int min, int max, @Nullable Integer otherwise) throws PluginRefused {
    JsonNode node = root.at(at);
    if (otherwise != null && node.isMissingNode()) {
      return otherwise;
    }
    if (node.isInt() && node.intValue() >= min && node.intValue() <= max) {
      return node.intValue();
    }
    String range = min == max ? String.valueOf(min) : "a whole number in " + min + ".." + max;
    throw refused(at, range, plain(at));
  }

  boolean flag(String at, boolean otherwise) throws PluginRefused {
    JsonNode node = root.at(at);
    if (node.isMissingNode() || node.isBoolean()) {
      return node.asBoolean(otherwise);
    }
    throw refused(at, "true or false", plain(at));
  }

  /** A list of 1..{@code max} texts. */
  List<String> texts(String at, int max) throws PluginRefused {
    JsonNode node = root.at(at);
    String expected = "a list of 1.." + max + " texts";
    if (!node.isArray() || node.isEmpty() || node.size() > max) {
      throw refused(at, expected, plain(at));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : node) {
      if (!item.isString()) {
        throw refused(at, expected, found(item));
      }
      texts.add(item.stringValue());
    }
    return List.copyOf(texts);
  }

  void refuseUnknown(String at, JsonNode map, Collection<String> known) throws PluginRefused {
    for (String key : map.propertyNames()) {
      if (!known.contains(key)) {
        throw new PluginRefused(
            "%s: unknown key `%s`, expected one of %s"
                .formatted(position(at + "/" + key), key, new TreeSet<>(known)));
      }
    }
  }

  PluginRefused refused(String at, String expected, @Nullable Object found) {
    return new PluginRefused(
        "%s: expected %s, found %s".formatted(place(at), expected, ConfigValues.shown(found)));
  }

  /** File, line and key, for the beginning of a refusal. */
  String place(String at) {
    return position(at) + ": `" + at.substring(1).replace('/', '.') + "`";
  }

  private String position(String at) {
    try (JsonParser in = YAML.createParser(text)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        boolean name = token == JsonToken.PROPERTY_NAME;
        if (name && in.streamReadContext().pathAsPointer().toString().equals(at)) {
          return where + ":" + in.currentTokenLocation().getLineNr();
        }
      }
    }
    int parent = at.lastIndexOf('/');
    return parent > 0 ? position(at.substring(0, parent)) : where;
  }

  /** What is wrong with a text that is no YAML. */
  static String explain(String where, JacksonException wrong) {
    if (wrong.getCause() instanceof MarkedYamlEngineException marked) {
      int line = marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      return where + ":" + line + ": " + marked.getProblem();
    }
    int line = wrong.getLocation() == null ? 1 : Math.max(1, wrong.getLocation().getLineNr());
    return where + ":" + line + ": " + Json.reason(wrong).strip();
  }
}
