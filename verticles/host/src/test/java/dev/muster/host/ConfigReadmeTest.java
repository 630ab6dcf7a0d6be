package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.host.cli.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code conf/README.md} says of each key is what the host does. */
final class ConfigReadmeTest {
  /** A row of the table: key, default, unit, range. */
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z._]+)` \\| `([^`]*)` \\| ([^|]+) \\| ([^|]+) \\|.*");

  private static final Pattern RANGE = Pattern.compile("(\\d+)\\.\\.(\\d+)");

  @Test
  void every_key_is_named_with_its_default() throws ReflectiveOperationException, IOException {
    Map<String, String> documented = new TreeMap<>();
    rows().forEach((key, cells) -> documented.put(key, cells.getFirst()));
    Map<String, String> actual = new TreeMap<>();
    collect("", ConfigLoader.defaults(Config.class), actual);
    assertEquals(actual, documented);
  }

  @Test
  void the_ends_of_each_range_are_accepted_and_what_is_beyond_is_not() throws IOException {
    rows()
        .forEach((key, cells) -> {
          var range = RANGE.matcher(cells.getLast());
          if (range.matches()) {
            long min = Long.parseLong(range.group(1));
            long max = Long.parseLong(range.group(2));
            String rule = key + " must be in " + min + ".." + max + ", was ";
            assertEquals(rule + (min - 1), said(key, min - 1));
            assertEquals(rule + (max + 1), said(key, max + 1));
          }
        });
  }

  /** What the host says to this value: the rule, without the place. */
  private static String said(String key, long value) {
    String[] steps = key.split("\\.", -1);
    try {
      var file = Files.createTempFile("muster", ".yaml");
      Files.writeString(file, steps[0] + ":\n  " + steps[1] + ": " + value + "\n");
      try {
        return String.valueOf(ConfigLoader.load(file));
      } catch (Refusal refused) {
        return String.valueOf(refused.getMessage()).replaceFirst("^.*:\\d+: ", "");
      } finally {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Map<String, List<String>> rows() throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String line : Files.readAllLines(TestHost.checkout().resolve("conf/README.md"))) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1), List.of(row.group(2), row.group(3), row.group(4)));
      }
    }
    return rows;
  }

  private static void collect(String prefix, Record section, Map<String, String> into)
      throws ReflectiveOperationException {
    for (RecordComponent component : section.getClass().getRecordComponents()) {
      String key = prefix + snake(component.getName());
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      Object value = accessor.invoke(section);
      if (value instanceof Record part) {
        collect(key + ".", part, into);
      } else {
        into.put(key, value instanceof Double real ? plain(real) : String.valueOf(value));
      }
    }
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static String snake(String camel) {
    return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
