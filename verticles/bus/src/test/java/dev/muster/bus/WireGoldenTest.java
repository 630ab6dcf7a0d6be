package dev.muster.bus;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.Message;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One file for each message, and one message for each file; the browser's tests read them too. */
final class WireGoldenTest {
  private final JsonMapper json = Json.lenient();

  @Test
  void every_message_has_a_golden_file_and_every_golden_file_a_message() throws Exception {
    assertEquals(
        leaves(Message.class).map(Class::getSimpleName).sorted().toList(),
        goldenFiles().stream().map(WireGoldenTest::type).sorted().toList());
  }

  @Test
  void every_golden_file_reads_to_its_record_and_is_written_as_it_was() throws Exception {
    assertAll(
        goldenFiles().stream()
            .map(file ->
                () -> {
                  JsonNode golden = json.readTree(Files.readString(file));
                  Message message = json.treeToValue(golden, Message.class);
                  assertEquals(type(file), message.getClass().getSimpleName());
                  assertEquals(golden, json.readTree(json.writeValueAsString(message)));
                }));
  }

  @Test
  void a_strict_reader_takes_every_golden_file() throws Exception {
    for (Path file : goldenFiles()) {
      Message message = Json.strict().readValue(Files.readString(file), Message.class);
      assertEquals(json.readValue(Files.readString(file), Message.class), message);
    }
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(WireGoldenTest::leaves)
        : Stream.of(type);
  }

  private static String type(Path file) {
    return file.getFileName().toString().replace(".json", "");
  }

  private static List<Path> goldenFiles() throws IOException, URISyntaxException {
    var folder = Objects.requireNonNull(WireGoldenTest.class.getResource("/wire"), "no /wire");
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.toList();
    }
  }
}
