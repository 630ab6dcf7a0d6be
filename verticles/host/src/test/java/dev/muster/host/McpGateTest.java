package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.mcp.Wire;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may speak MCP to a host, and how the others are answered. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class McpGateTest {
  private static final String INITIALIZE = Wire.initialize(Wire.LATEST);

  private TestHost host;
  private Wire wire;

  @BeforeAll
  void start(@TempDir Path data) {
    host = TestHost.start(data);
    wire = host.wire();
  }

  @AfterAll
  void stop() {
    wire.close();
    host.close();
  }

  /** A request head with the token and this Host and Origin. */
  private String initializeFrom(String name, String origin) {
    return host.raw(
        "POST /mcp HTTP/1.1",
        "Host: " + name,
        "Origin: " + origin,
        "Authorization: Bearer " + host.token(),
        "Content-Type: application/json",
        "Accept: application/json, text/event-stream",
        "Content-Length: 0");
  }

  @Test
  void a_foreign_origin_is_not_permitted() {
    String own = "127.0.0.1:" + host.port();
    for (String origin : List.of("http://evil.com", "null", "http://localhost.evil.com")) {
      assertTrue(initializeFrom(own, origin).startsWith("HTTP/1.1 403 "), origin);
    }
    assertTrue(initializeFrom(own, "http://" + own).startsWith("HTTP/1.1 400 "), "our own");
  }

  @Test
  void a_foreign_host_name_is_misdirected() {
    for (String name : List.of("evil.com", "rebound.evil.com:" + host.port())) {
      assertTrue(initializeFrom(name, "http://" + name).startsWith("HTTP/1.1 421 "), name);
    }
  }

  @Test
  void no_or_another_token_is_unauthorized() {
    for (String method : List.of("GET", "POST", "DELETE")) {
      host.ask(host.bare("/mcp").method(method, BodyPublishers.ofString(INITIALIZE)))
          .problem(401, "UNAUTHORIZED");
    }
    try (var other = new Wire("http://127.0.0.1:" + host.port(), "another")) {
      assertEquals(401, other.post(INITIALIZE).status());
    }
  }

  @Test
  void a_body_over_the_limit_is_too_large() {
    String large = "{\"jsonrpc\":\"2.0\",\"x\":\"" + "x".repeat(1 << 20) + "\"}";
    assertEquals(413, wire.post(large).status());
  }

  @Test
  void a_client_that_passes_the_gate_is_served() {
    try (var client = host.wire()) {
      assertEquals("muster", client.begin().path("serverInfo").path("name").asString());
      assertFalse(client.session().isEmpty());
      assertEquals(
          "default",
          client.tool("describe_fleet", "{}").path("structuredContent").path("swarm").asString());
    }
  }
}
