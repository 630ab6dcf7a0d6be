package dev.muster.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.muster.contract.DecisionMade;
import dev.muster.contract.ListTasks;
import dev.muster.contract.Message;
import dev.muster.contract.TaskState;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class MessageFramesTest {
  private final MessageFrames frames = new MessageFrames(Json.lenient());

  @Test
  void the_version_is_the_name() {
    assertEquals("muster/1", frames.name());
  }

  @Test
  void a_message_crosses_nodes_between_other_bytes() throws IOException {
    Message message = golden(DecisionMade.class);
    Buffer wire = Buffer.buffer("before");
    frames.encodeToWire(wire, message);
    wire.appendString("behind");
    assertEquals(message, frames.decodeFromWire(6, wire));
  }

  @Test
  void the_frame_is_its_length_and_its_json() {
    Buffer wire = Buffer.buffer();
    frames.encodeToWire(wire, new ListTasks(TaskState.READY, null, 9, null));
    String text =
        "{\"type\":\"ListTasks\",\"state\":\"READY\",\"source\":null,\"limit\":9,\"after\":null}";
    assertEquals(text.length(), wire.getInt(0));
    assertEquals(text, wire.getString(4, wire.length()));
  }

  @Test
  void a_type_of_a_newer_version_is_unrecognised() {
    assertEquals(
        new Message.Unrecognised("WeatherChanged"),
        frames.decodeFromWire(0, frame("{\"type\":\"WeatherChanged\",\"degrees\":7}")));
  }

  @Test
  void a_field_of_a_newer_version_is_ignored() {
    assertEquals(
        new ListTasks(null, null, 9, null),
        frames.decodeFromWire(
            0, frame("{\"type\":\"ListTasks\",\"limit\":9,\"order\":\"oldest\"}")));
  }

  @Test
  void the_same_instance_passes_within_a_node() {
    var message = new ListTasks(null, null, 9, null);
    assertSame(message, frames.transform(message));
  }

  private static Buffer frame(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Buffer.buffer().appendInt(bytes.length).appendBytes(bytes);
  }

  private static <T extends Message> T golden(Class<T> type) throws IOException {
    String name = "/wire/" + type.getSimpleName() + ".json";
    try (InputStream file = MessageFramesTest.class.getResourceAsStream(name)) {
      return Json.lenient().readValue(Objects.requireNonNull(file, name), type);
    }
  }
}
