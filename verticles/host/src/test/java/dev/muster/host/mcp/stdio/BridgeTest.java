package dev.muster.host.mcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Addresses;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.Estimate;
import dev.muster.contract.Provenance;
import dev.muster.contract.SubmitTask;
import dev.muster.contract.TaskAccepted;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.mcp.McpDesk;
import dev.muster.host.mcp.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client on standard input and output, and hosts that come and go behind the bridge. */
@Timeout(60)
final class BridgeTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final PipedOutputStream stdin = new PipedOutputStream();
  private final BlockingQueue<String> stdout = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private McpDesk desk;

  /** The client's end of standard output: the bridge writes each message at once. */
  private final OutputStream out =
      new OutputStream() {
        @Override
        public void write(int single) {
          stdout.add(Character.toString(single));
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
          stdout.add(new String(bytes, from, length, StandardCharsets.UTF_8));
        }
      };

  @BeforeEach
  void start() throws IOException {
    desk = new McpDesk(0, McpDesk.limits(10, 50), true);
    bridge(desk.url());
  }

  @AfterEach
  void stop() throws Exception {
    stdin.close();
    exit.get(20, TimeUnit.SECONDS);
    desk.close();
  }

  private void bridge(String url) throws IOException {
    var in = new PipedInputStream(stdin, 1 << 20);
    var link = new Link(() -> new Link.Host(url, "none"));
    var bridge = new Bridge(in, out, link, "client-1", Duration.ofSeconds(2));
    Thread.ofVirtual()
        .start(() -> {
          try {
            exit.complete(bridge.run());
          } catch (InterruptedException failed) {
            exit.completeExceptionally(failed);
          }
        });
  }

  private void say(String line) throws IOException {
    stdin.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    stdin.flush();
  }

  private JsonNode hear() throws InterruptedException {
    String line = stdout.poll(20, TimeUnit.SECONDS);
    assertTrue(line != null && line.endsWith("\n") && line.indexOf('\n') == line.length() - 1);
    return JSON.readTree(line);
  }

  /** The answer to this request; what the host says meanwhile is passed over. */
  private JsonNode answer(int id) throws InterruptedException {
    JsonNode heard = hear();
    while (heard.path("id").asInt(-1) != id || heard.has("method")) {
      heard = hear();
    }
    return heard;
  }

  private JsonNode begin() throws Exception {
    say(Wire.initialize(Wire.LATEST));
    JsonNode answer = answer(0);
    say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    return answer;
  }

  /** The next host on the same port, which knows nothing of the one before. */
  private void restart(boolean conformance) {
    int port = desk.port();
    desk.close();
    desk = new McpDesk(port, McpDesk.limits(10, 50), conformance);
  }

  @Test
  void a_client_is_served_line_by_line() throws Exception {
    assertEquals(
        "muster-conformance-fixture",
        begin().path("result").path("serverInfo").path("name").asString());
    say(Wire.call(1, "test_simple_text", "{}"));
    assertTrue(answer(1).path("result").toString().contains("simple text"));
    say("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"resources/list\"}");
    assertEquals(3, answer(2).path("result").path("resources").size());
  }

  @Test
  void a_stream_that_ends_early_is_taken_up_again() throws Exception {
    begin();
    say(Wire.call(1, "test_reconnection", "{}"));
    assertTrue(answer(1).path("result").toString().contains("taken up again"));
  }

  @Test
  void a_host_that_is_started_again_is_initialized_anew_and_the_client_goes_on() throws Exception {
    begin();
    say(Wire.call(1, "test_simple_text", "{}"));
    answer(1);
    restart(true);
    say(Wire.call(2, "test_simple_text", "{}"));
    assertTrue(answer(2).has("result"));
  }

  @Test
  void a_request_without_an_answer_is_sent_to_the_next_host_under_the_same_name() throws Exception {
    begin();
    say(Wire.call(1, "test_tool_with_logging", "{}"));
    hear();
    int port = desk.port();
    desk.close();
    desk = new McpDesk(port, McpDesk.limits(10, 50), false);
    assertEquals(-32602, answer(1).path("error").path("code").asInt());
    var keys = new LinkedBlockingQueue<String>();
    desk.answer(Addresses.TASK_SUBMIT, request -> accept(request, keys));
    say(Wire.call(2, "submit_task", "{\"text\":\"x\"}"));
    answer(2);
    say(Wire.call(2, "submit_task", "{\"text\":\"x\"}"));
    answer(2);
    assertNotEquals(keys.take(), keys.take());
  }

  private static TaskAccepted accept(SubmitTask request, LinkedBlockingQueue<String> keys) {
    keys.add(String.valueOf(request.idempotencyKey()));
    var estimate = new Estimate(1, CoordinationClass.CRITICAL, 0.5, Provenance.HEURISTIC);
    TaskId id = TaskId.next(Instant.EPOCH, new Random(1));
    return new TaskAccepted(id, TaskState.READY, "/", 1, estimate);
  }

  @Test
  void what_is_no_message_is_answered_with_an_error_and_the_next_one_is_served() throws Exception {
    begin();
    for (String wrong : List.of("nope", "[]", "[{}]", "42")) {
      say(wrong);
      JsonNode error = hear();
      assertTrue(error.path("id").isNull(), wrong);
      int code = error.path("error").path("code").asInt();
      assertEquals(wrong.equals("nope") ? -32700 : -32600, code, wrong);
    }
    say("x".repeat(LineReader.BYTES_MAX + 1));
    assertEquals(-32600, hear().path("error").path("code").asInt());
    say("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}");
    assertEquals(-32600, hear().path("error").path("code").asInt());
    say("");
    say("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\"}");
    assertTrue(answer(3).has("result"));
  }

  @Test
  void input_that_ends_in_the_middle_of_a_message_is_said_and_ends_well() throws Exception {
    begin();
    stdin.write("{\"jsonrpc\"".getBytes(StandardCharsets.UTF_8));
    stdin.close();
    assertEquals(-32700, hear().path("error").path("code").asInt());
    assertEquals(ExitCode.OK, exit.get(20, TimeUnit.SECONDS));
  }

  @Test
  void a_cancelled_call_is_not_taken_up_again() throws Exception {
    begin();
    say(Wire.call(1, "test_tool_with_logging", "{}"));
    hear();
    say(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
    say("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}");
    JsonNode heard = hear();
    while (heard.has("method")) {
      heard = hear();
    }
    assertEquals(2, heard.path("id").asInt());
  }

  @Test
  void a_client_that_starts_without_a_host_is_told_so() throws Exception {
    desk.close();
    say(Wire.initialize(Wire.LATEST));
    String message = hear().path("error").path("message").asString();
    assertTrue(message.contains("muster up -d"), message);
    assertEquals(ExitCode.UNAVAILABLE, exit.get(20, TimeUnit.SECONDS));
    desk = new McpDesk(0, McpDesk.limits(1, 1), true);
  }
}
