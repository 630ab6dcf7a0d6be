package dev.muster.host.plugin.folder;

import dev.muster.plugin.PluginConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an operator configured of a plugin, held against what its manifest declares. */
public final class ConfigValues {
  private static final int SHOWN_MAX = 80;

  private ConfigValues() {}

  /**
   * The values for a plugin, defaults filled in. A key that its manifest does not declare, a value
   * of another type and a key without value or default are refused.
   */
  public static PluginConfig of(Map<String, ?> configured, Manifest manifest) throws PluginRefused {
    String where = "plugins.config." + manifest.id();
    Map<String, ConfigKey> declared = manifest.config();
    for (String key : configured.keySet()) {
      if (!declared.containsKey(key)) {
        throw new PluginRefused(
            "%s: expected a key of %s, found `%s`"
                .formatted(where, new TreeSet<>(declared.keySet()), key));
      }
    }
    Map<String, Object> values = new HashMap<>();
    for (Map.Entry<String, ConfigKey> each : declared.entrySet()) {
      ConfigKey key = each.getValue();
      Object said = configured.get(each.getKey());
      Object value = said == null ? key.otherwise() : said;
      values.put(each.getKey(), value(key.type(), value, where + "." + each.getKey()));
    }
    return new PluginConfig(values);
  }

  /** A value as {@link PluginConfig} holds it; {@code where} begins the refusal of another one. */
  static Object value(ConfigKey.Type type, @Nullable Object found, String where)
      throws PluginRefused {
    return switch (type) {
      case TEXT -> typed(String.class, found, where, "text (in quotes where YAML sees more in it)");
      case NUMBER -> {
        double number = typed(Number.class, found, where, "a number").doubleValue();
        if (!Double.isFinite(number)) {
          throw refused(where, "a number", found);
        }
        yield number;
      }
      case FLAG -> typed(Boolean.class, found, where, "true or false");
      case LIST -> texts(found, where);
      case MAP -> lists(found, where);
    };
  }

  private static <T> T typed(Class<T> type, @Nullable Object found, String where, String expected)
      throws PluginRefused {
    if (!type.isInstance(found)) {
      throw refused(where, expected, found);
    }
    return type.cast(found);
  }

  private static List<String> texts(@Nullable Object found, String where) throws PluginRefused {
    List<String> texts = new ArrayList<>();
    for (Object item : typed(List.class, found, where, "a list of text")) {
      texts.add(typed(String.class, item, where, "a list of text"));
    }
    return List.copyOf(texts);
  }

  private static Map<String, List<String>> lists(@Nullable Object found, String where)
      throws PluginRefused {
    Map<?, ?> map = typed(Map.class, found, where, "a map from text to lists of text");
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (Map.Entry<?, ?> each : map.entrySet()) {
      String key = String.valueOf(each.getKey());
      lists.put(key, texts(each.getValue(), where + "." + key));
    }
    return Map.copyOf(lists);
  }

  private static PluginRefused refused(String where, String expected, @Nullable Object found) {
    return new PluginRefused(where + ": expected " + expected + ", found " + shown(found));
  }

  /** What was found, for a message. */
  static String shown(@Nullable Object found) {
    String text =
        switch (found) {
          case null -> "nothing";
          case String said -> '"' + said + '"';
          default -> found.toString();
        };
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX - 1) + "…";
  }
}
