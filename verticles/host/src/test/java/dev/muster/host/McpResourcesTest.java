package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.host.mcp.Wire;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What MCP clients read by address, and hear of when it changes. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class McpResourcesTest {
  private TestHost host;
  private Wire wire;

  @BeforeAll
  void start(@TempDir Path data) {
    host = TestHost.start(data);
    wire = host.wire();
    wire.begin();
  }

  @AfterAll
  void stop() {
    wire.close();
    host.close();
  }

  @Test
  void what_there_is_to_read_is_listed() {
    JsonNode lists = wire.ask("resources/list", "{}").path("result").path("resources");
    assertEquals(
        List.of("muster://leases", "muster://tasks"),
        lists.valueStream().map(r -> r.path("uri").asString()).sorted().toList());
    JsonNode templates =
        wire.ask("resources/templates/list", "{}").path("result").path("resourceTemplates");
    assertEquals(
        List.of("muster://decisions/{id}", "muster://tasks/{id}"),
        templates.valueStream().map(t -> t.path("uriTemplate").asString()).sorted().toList());
  }

  @Test
  void what_is_no_resource_is_not_found() {
    for (String uri : List.of("muster://tasks/nothing", "muster://nothing", "file:///etc")) {
      JsonNode answer = wire.ask("resources/read", "{\"uri\":\"" + uri + "\"}");
      assertEquals(-32002, answer.path("error").path("code").asInt(), uri);
    }
  }

  @Test
  void a_subscriber_hears_that_the_tasks_changed() {
    try (Wire listener = host.wire()) {
      listener.begin();
      Wire.Reply stream = listener.listen();
      listener.ask("resources/subscribe", "{\"uri\":\"muster://tasks\"}");
      wire.tool("submit_task", "{\"text\":\"news\",\"capabilities\":[\"none\"]}");
      Wire.Event event = Objects.requireNonNull(stream.next());
      while (event.data().isEmpty()) {
        event = Objects.requireNonNull(stream.next());
      }
      assertEquals("notifications/resources/updated", event.json().path("method").asString());
      assertEquals("muster://tasks", event.json().path("params").path("uri").asString());
      stream.cut();
    }
  }
}
