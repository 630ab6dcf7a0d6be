package dev.muster.host.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Streamable HTTP: sessions, versions, streams and their return. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class McpTransportTest {
  private static final String RECONNECT = Wire.call(1, "test_reconnection", "{}");

  private McpDesk desk;
  private Wire wire;

  @BeforeAll
  void start() {
    desk = new McpDesk(0, McpDesk.limits(20, 8), true);
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  @BeforeEach
  void connect() {
    wire = desk.wire();
  }

  @AfterEach
  void disconnect() {
    if (!wire.session().isEmpty()) {
      wire.send(wire.request().DELETE());
    }
    wire.close();
  }

  @Test
  void a_call_before_initialize_is_an_invalid_request() {
    Wire.Reply reply = wire.post(Wire.call(1, "test_simple_text", "{}"));
    assertEquals(400, reply.status());
    assertEquals(-32600, reply.error());
    assertEquals(400, wire.listen().status());
  }

  @Test
  void a_session_that_nobody_began_is_not_found() {
    wire.session("00000000-0000-0000-0000-000000000000");
    assertEquals(404, wire.post(Wire.call(1, "test_simple_text", "{}")).status());
    assertEquals(404, wire.listen().status());
    assertEquals(404, wire.send(wire.request().DELETE()).status());
    wire.session("");
  }

  @Test
  void a_session_that_was_deleted_is_not_found() {
    wire.begin();
    assertEquals(200, wire.send(wire.request().DELETE()).status());
    Wire.Reply reply = wire.post(Wire.call(1, "test_simple_text", "{}"));
    assertEquals(404, reply.status());
    assertEquals(-32001, reply.error());
    wire.session("");
  }

  @Test
  void every_version_that_the_sdk_knows_is_spoken_and_another_is_answered_with_the_latest() {
    for (String version : List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")) {
      assertEquals(version, wire.begin(version).path("protocolVersion").asString());
    }
    assertEquals(Wire.LATEST, wire.begin("1999-01-01").path("protocolVersion").asString());
  }

  @Test
  void an_unknown_version_in_the_header_is_refused() {
    wire.begin();
    Wire.Reply reply =
        wire.send(
            wire.posting(Wire.call(1, "test_simple_text", "{}"))
                .header("MCP-Protocol-Version", "1999-01-01"));
    assertEquals(400, reply.status());
    assertEquals(-32600, reply.error());
  }

  @Test
  void a_client_must_accept_both_and_send_json() {
    wire.begin();
    String call = Wire.call(1, "test_simple_text", "{}");
    var plain = wire.request().header("Content-Type", "text/plain");
    assertEquals(415, wire.send(plain.POST(BodyPublishers.ofString(call))).status());
    var narrow = wire.posting(call).setHeader("Accept", "application/json");
    assertEquals(406, wire.send(narrow).status());
    assertEquals(406, wire.send(wire.request().setHeader("Accept", "*/*").GET()).status());
  }

  @Test
  void a_batch_and_a_bad_id_are_invalid_requests_and_the_session_goes_on() {
    wire.begin();
    String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    Wire.Reply batch = wire.post("[" + (ping + ",").repeat(9_999) + ping + "]");
    assertEquals(400, batch.status());
    assertEquals(-32600, batch.error());
    for (String id : List.of("null", "{}", "1.5")) {
      assertEquals(-32600, wire.post(ping.replace("\"id\":1", "\"id\":" + id)).error(), id);
    }
    assertTrue(wire.ask("ping", "{}").has("result"));
  }

  @Test
  void an_id_that_is_still_open_is_an_invalid_request() {
    wire.begin();
    Wire.Reply first = wire.post(RECONNECT);
    Wire.Reply second = wire.post(RECONNECT);
    assertEquals(400, second.status());
    assertEquals(-32600, second.error());
    first.cut();
  }

  @Test
  void an_unknown_method_and_an_unknown_tool_have_the_numbers_of_the_spec() {
    wire.begin();
    assertEquals(-32601, wire.ask("nothing/such", "{}").path("error").path("code").asInt());
    assertEquals(-32602, wire.post(Wire.call(1, "nothing", "{}")).error());
    String malformed = "{\"name\":\"test_simple_text\",\"arguments\":[]}";
    assertEquals(-32602, wire.ask("tools/call", malformed).path("error").path("code").asInt());
  }

  @Test
  void a_tool_call_is_a_stream_that_begins_with_its_first_id_and_everything_else_a_document() {
    wire.begin();
    Wire.Reply call = wire.post(Wire.call(1, "test_simple_text", "{}"));
    assertTrue(call.header("Content-Type").startsWith("text/event-stream"));
    List<Wire.Event> events = call.events();
    assertEquals("", events.getFirst().data());
    assertTrue(events.getFirst().id().endsWith("-0"));
    assertEquals(1, events.getLast().json().path("id").asInt());
    Wire.Reply list =
        wire.post("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\",\"params\":{}}");
    assertEquals("application/json", list.header("Content-Type"));
  }

  @Test
  void a_client_of_an_older_version_gets_no_event_without_data() {
    wire.begin("2025-06-18");
    List<Wire.Event> events = wire.post(Wire.call(1, "test_simple_text", "{}")).events();
    assertEquals(1, events.size());
  }

  @Test
  void a_call_whose_stream_the_server_closed_goes_on_behind_the_last_event() {
    wire.begin();
    List<Wire.Event> before = wire.post(RECONNECT).events();
    assertEquals(1, before.size());
    List<Wire.Event> after = wire.resume(before.getLast().id()).events();
    assertEquals(1, after.getLast().json().path("id").asInt());
  }

  @Test
  void a_call_that_the_client_left_is_answered_once_when_it_comes_back() {
    wire.begin();
    Wire.Reply call = wire.post(Wire.call(5, "test_tool_with_logging", "{}"));
    String seen = Objects.requireNonNull(call.next()).id();
    call.cut();
    List<Wire.Event> rest = wire.resume(seen).events();
    assertEquals(1, rest.stream().filter(e -> e.data().contains("\"result\"")).count());
    List<Wire.Event> again = wire.resume(rest.getLast().id()).events();
    assertEquals(0, again.stream().filter(e -> e.data().contains("\"result\"")).count());
  }

  @Test
  void a_request_that_is_sent_again_joins_the_first_instead_of_running_twice() {
    wire.begin();
    wire.post(Wire.call(6, "test_tool_with_logging", "{}")).cut();
    var again = wire.posting(Wire.call(6, "test_tool_with_logging", "{}"));
    List<Wire.Event> events = wire.send(again.header(McpRoutes.RESEND, "1")).events();
    assertEquals(
        3, events.stream().filter(e -> e.data().contains("notifications/message")).count());
    assertEquals(6, events.getLast().json().path("id").asInt());
  }

  @Test
  void events_that_are_not_kept_any_more_are_refused() {
    wire.begin();
    String id = wire.post(Wire.call(1, "test_simple_text", "{}")).events().getLast().id();
    for (int i = 2; i < 12; i++) {
      wire.post(Wire.call(i, "test_simple_text", "{}")).events();
    }
    assertEquals(400, wire.resume(id).status());
    for (String wrong : List.of("x", "1", "99-1", "-1-1", "1-1-1")) {
      assertEquals(400, wire.resume(wrong).status(), wrong);
    }
  }

  @Test
  void a_cancelled_call_ends_without_an_answer() {
    wire.begin();
    Wire.Reply call = wire.post(Wire.call(7, "test_tool_with_logging", "{}"));
    assertEquals(
        202,
        wire.post(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                    + "\"params\":{\"requestId\":7}}")
            .status());
    assertFalse(call.events().stream().anyMatch(e -> e.data().contains("\"result\"")));
  }

  @Test
  void a_second_listener_takes_the_place_of_the_first() {
    wire.begin();
    Wire.Reply first = wire.listen();
    assertEquals(200, first.status());
    Wire.Reply second = wire.listen();
    assertEquals(200, second.status());
    assertEquals("0-0", Objects.requireNonNull(first.next()).id());
    assertNull(first.next(), "the first one has ended");
    second.cut();
  }

  @Test
  void the_session_that_was_silent_longest_gives_way_and_one_that_listens_does_not() {
    try (var small = new McpDesk(0, McpDesk.limits(2, 8), true);
        var listens = small.wire();
        var silent = small.wire();
        var third = small.wire()) {
      listens.begin();
      Wire.Reply open = listens.listen();
      silent.begin();
      third.begin();
      assertEquals(404, silent.post(Wire.call(1, "test_simple_text", "{}")).status());
      assertTrue(listens.ask("ping", "{}").has("result"));
      assertNotEquals(listens.session(), third.session());
      Wire.Reply alsoOpen = third.listen();
      Wire.Reply refused = silent.post(Wire.initialize(Wire.LATEST));
      assertEquals(429, refused.status());
      open.cut();
      alsoOpen.cut();
    }
  }
}
