// SPDX-License-Identifier: Apache-2.0
package dev.muster.plugin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The values of the keys that the manifest declares, defaults filled in: text is a {@code String},
 * number a {@code Double}, flag a {@code Boolean}, list a {@code List<String>}, map a {@code
 * Map<String, List<String>>}. A key that the manifest does not declare has no value here: asking
 * for it is the author's mistake and throws.
 */
public final class PluginConfig {
  private final Map<String, Object> values;

  public PluginConfig(Map<String, ?> values) {
    this.values = new HashMap<>(values);
  }

  /** A value of type text. */
  public String text(String key) {
    return value(key, String.class);
  }

  /** A value of type number. */
  public double number(String key) {
    return value(key, Double.class);
  }

  /** A value of type flag. */
  public boolean flag(String key) {
    return value(key, Boolean.class);
  }

  /** A value of type list. */
  @SuppressWarnings("unchecked") // the host puts only lists of text
  public List<String> list(String key) {
    return value(key, List.class);
  }

  /** A value of type map: from text to lists of text. */
  @SuppressWarnings("unchecked") // the host puts only lists of text
  public Map<String, List<String>> map(String key) {
    return value(key, Map.class);
  }

  private <T> T value(String key, Class<T> type) {
    Object value =
        Objects.requireNonNull(values.get(key), () -> "no key " + key + " in the manifest");
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          key
              + " is a "
              + value.getClass().getSimpleName()
              + ", asked for "
              + type.getSimpleName());
    }
    return type.cast(value);
  }
}
