package dev.muster.host;

import dev.muster.bus.Json;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads YAML strictly: what nobody knows stops the start, with file, line and rule. */
final class StrictYaml {
  static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private StrictYaml() {}

  /** What the file says, which must be there. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new Refusal(ExitCode.CONFIG, "cannot read " + file + ": " + unreadable.getMessage());
    }
  }

  /** What {@code text} of a file says; an empty one is an empty map. */
  static <T> T read(YAMLMapper mapper, Path file, String text, Class<T> type) {
    try {
      JsonNode said = mapper.readTree(text);
      boolean nothing = said.isMissingNode() || said.isNull();
      return mapper.readValue(nothing ? "{}" : text, type);
    } catch (JacksonException wrong) {
      throw new Refusal(ExitCode.CONFIG, place(file, text, wrong) + ": " + explain(wrong));
    }
  }

  /** A refusal of what stands at a JSON pointer. */
  static Refusal refused(Path file, String text, String pointer, String rule) {
    return new Refusal(ExitCode.CONFIG, file + ":" + line(text, pointer) + ": " + rule);
  }

  private static String place(Path file, String text, JacksonException wrong) {
    int line = wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr();
    if (wrong instanceof DatabindException inKey) {
      line = line(text, pointer(inKey));
    } else if (wrong.getCause() instanceof MarkedYamlEngineException marked) {
      line = marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(line);
    }
    return line > 0 ? file + ":" + line : file.toString();
  }

  private static String pointer(DatabindException wrong) {
    return wrong.getPath().stream()
        .map(step -> "/" + (step.getIndex() < 0 ? step.getPropertyName() : step.getIndex()))
        .collect(Collectors.joining());
  }

  /** Where it stands; the parser itself is a line or more ahead. */
  private static int line(String text, String pointer) {
    try (JsonParser in = MAPPER.createParser(text)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (in.streamReadContext().pathAsPointer().toString().equals(pointer)) {
          return in.currentTokenLocation().getLineNr();
        }
      }
    }
    return 1;
  }

  private static String explain(JacksonException wrong) {
    if (wrong instanceof UnrecognizedPropertyException unknown) {
      String key = unknown.getPropertyName();
      Collection<Object> known = unknown.getKnownPropertyIds();
      return "unknown key `" + key + "`" + nearest(key, known);
    }
    if (wrong.getCause() instanceof MarkedYamlEngineException marked) {
      return String.valueOf(marked.getProblem());
    }
    return Json.reason(wrong).strip();
  }

  /** The word that differs least, as the end of a sentence; nothing when there is none. */
  static String nearest(String key, Collection<?> known) {
    List<String> names = known.stream().map(String::valueOf).toList();
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(key, name)))
        .map(name -> "; the nearest known one is `" + name + "`")
        .orElse("");
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
