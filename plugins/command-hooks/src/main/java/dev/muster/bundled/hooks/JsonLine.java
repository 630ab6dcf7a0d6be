// SPDX-License-Identifier: Apache-2.0
package dev.muster.bundled.hooks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records, lists, maps, texts and numbers as JSON on one line, names in snake_case. */
final class JsonLine {
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f]");

  private JsonLine() {}

  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Number number -> number.toString();
      case Boolean flag -> flag.toString();
      case List<?> list -> list.stream().map(JsonLine::of).collect(joined("[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> quoted(String.valueOf(entry.getKey())) + ":" + of(entry.getValue()))
              .collect(joined("{", "}"));
      case Record record ->
          Stream.of(record.getClass().getRecordComponents())
              .map(part -> quoted(snake(part.getName())) + ":" + of(value(part, record)))
              .collect(joined("{", "}"));
      default -> quoted(value.toString());
    };
  }

  private static Collector<CharSequence, ?, String> joined(String open, String close) {
    return Collectors.joining(",", open, close);
  }

  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
    return '"'
        + CONTROL.matcher(escaped).replaceAll(c -> "\\\\u%04x".formatted((int) c.group().charAt(0)))
        + '"';
  }

  /** {@code taskId} as {@code task_id}. */
  static String snake(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  static @Nullable Object value(RecordComponent part, Object record) {
    try {
      return part.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
