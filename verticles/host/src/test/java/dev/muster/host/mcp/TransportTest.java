package dev.muster.host.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Json;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long sessions last, by a clock that the test moves. */
@Timeout(30)
final class TransportTest {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong nanos = new AtomicLong(7);
  private final List<String> ended = new ArrayList<>();
  private Transport transport;
  private Session session;

  @BeforeEach
  void begin() throws Exception {
    transport = onLoop(this::transport);
    session = onLoop(() -> transport.begin(initialize()).session());
  }

  private Transport transport() {
    var json = new JacksonMcpJsonMapper(Json.lenient());
    var limits = new McpLimits(2, 10, Duration.ofMinutes(10));
    var made = new Transport(EventLoop.current(vertx), json, limits, nanos::get);
    made.onEnd(ended::add);
    McpServer.async(made)
        .jsonMapper(json)
        .jsonSchemaValidator((schema, content) -> ValidationResponse.asValid(null))
        .capabilities(ServerCapabilities.builder().build())
        .build();
    return made;
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static JSONRPCRequest initialize() {
    Map<String, Object> client = Map.of("name", "test", "version", "1");
    Map<String, Object> nothing = Map.of();
    return new JSONRPCRequest(
        "initialize",
        1L,
        Map.of("protocolVersion", Wire.LATEST, "capabilities", nothing, "clientInfo", client));
  }

  private <T> T onLoop(Callable<T> step) throws Exception {
    var done = new CompletableFuture<T>();
    vertx.runOnContext(turn -> {
      try {
        done.complete(step.call());
      } catch (Exception failed) {
        done.completeExceptionally(failed);
      }
    });
    return done.get(10, TimeUnit.SECONDS);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private void pass(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void a_session_that_was_silent_too_long_ends() throws Exception {
    pass(600);
    transport.sweep();
    assertEquals(List.of(), ended);
    pass(1);
    transport.sweep();
    assertEquals(List.of(session.id()), ended);
    assertNull(transport.find(session.id()));
  }

  @Test
  void a_call_keeps_its_session() throws Exception {
    pass(599);
    assertNotNull(transport.find(session.id()));
    pass(599);
    transport.sweep();
    assertEquals(List.of(), ended);
  }

  @Test
  void a_client_is_taken_to_be_there_for_two_minutes_after_its_last_call() {
    pass(119);
    assertTrue(transport.present(session.id()));
    pass(1);
    assertFalse(transport.present(session.id()));
    assertFalse(transport.present("nobody"));
  }

  @Test
  void a_session_that_listens_lasts_and_hears_comments() throws Exception {
    HttpServer server =
        onLoop(() ->
                vertx
                    .createHttpServer()
                    .requestHandler(request -> session.listen(request.response()))
                    .listen(0, "127.0.0.1"))
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    var url = URI.create("http://127.0.0.1:" + server.actualPort()).toURL();
    try (var lines =
        new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
      assertEquals("retry: 500", lines.readLine());
      pass(10_000);
      boolean swept =
          onLoop(() -> {
            transport.sweep();
            return transport.present(session.id());
          });
      assertTrue(swept);
      assertEquals(List.of(), ended);
      assertEquals(List.of("id: 0-0", "data: ", "", ":"), fourLines(lines));
    }
  }

  private static List<String> fourLines(BufferedReader lines) throws Exception {
    var four = new ArrayList<String>();
    for (int i = 0; i < 4; i++) {
      four.add(lines.readLine());
    }
    return four;
  }
}
