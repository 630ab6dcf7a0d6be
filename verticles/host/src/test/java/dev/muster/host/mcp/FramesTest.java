package dev.muster.host.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which messages are let in, and with which number the others are refused. */
final class FramesTest {
  private static final String HEAD = "{\"jsonrpc\":\"2.0\",";

  private final Frames frames = new Frames();

  private Object read(String text) {
    return frames.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private FrameRefused refused(String text) {
    return assertThrows(FrameRefused.class, () -> read(text), text);
  }

  @Test
  void a_request_has_an_id_that_is_a_text_or_a_whole_number() {
    assertEquals(
        new JSONRPCRequest("ping", 7L, null), read(HEAD + "\"id\":7,\"method\":\"ping\"}"));
    assertEquals(
        new JSONRPCRequest("ping", "a", Map.of("x", 1)),
        read(HEAD + "\"id\":\"a\",\"method\":\"ping\",\"params\":{\"x\":1}}"));
    assertInstanceOf(JSONRPCNotification.class, read(HEAD + "\"method\":\"told\"}"));
    assertInstanceOf(JSONRPCResponse.class, read(HEAD + "\"id\":\"a\",\"result\":{}}"));
  }

  @Test
  void any_other_id_is_an_invalid_request() {
    String text = "\"" + "x".repeat(201) + "\"";
    for (String id : List.of("null", "{}", "[1]", "1.5", "true", "1e30", text)) {
      FrameRefused refused = refused(HEAD + "\"id\":" + id + ",\"method\":\"ping\"}");
      assertEquals(-32600, refused.code(), id);
      assertNull(refused.id(), id);
    }
  }

  @Test
  void a_batch_is_an_invalid_request_however_long_it_is() {
    String one = HEAD + "\"id\":1,\"method\":\"ping\"}";
    assertEquals(-32600, refused("[" + one + "]").code());
    assertEquals(-32600, refused("[]").code());
    String batch = "[" + (one + ",").repeat(9_999) + one + "]";
    assertEquals("a batch of 10000: send one message at a time", refused(batch).getMessage());
  }

  @Test
  void what_is_no_json_is_a_parse_error() {
    for (String text : List.of("", "{", "{\"a\":1,\"a\":2}", "{} {}", "nope", "{'a':1}")) {
      FrameRefused refused = refused(text);
      assertEquals(text.isEmpty() ? -32600 : -32700, refused.code(), text);
    }
    byte[] noUtf8 = {'"', (byte) 0xc3, '"'};
    assertEquals(-32700, assertThrows(FrameRefused.class, () -> frames.read(noUtf8)).code());
  }

  @Test
  void what_is_no_message_is_an_invalid_request() {
    for (String text :
        List.of(
            "null",
            "42",
            "\"x\"",
            "{}",
            "{\"id\":1,\"method\":\"ping\"}",
            "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
            HEAD + "\"id\":1}",
            HEAD + "\"id\":1,\"method\":7}",
            HEAD + "\"id\":1,\"method\":\"\"}",
            HEAD + "\"id\":1,\"result\":{},\"error\":{}}",
            HEAD + "\"id\":1,\"error\":{\"code\":\"x\"}}",
            HEAD + "\"id\":1,\"result\":null}",
            HEAD + "\"result\":{}}",
            HEAD + "\"id\":1,\"method\":\"a\\ud800\"}")) {
      assertEquals(-32600, refused(text).code(), text);
    }
  }

  @Test
  void parameters_are_an_object() {
    FrameRefused refused = refused(HEAD + "\"id\":1,\"method\":\"ping\",\"params\":[1]}");
    assertEquals(-32602, refused.code());
    assertEquals(1L, refused.id());
  }
}
