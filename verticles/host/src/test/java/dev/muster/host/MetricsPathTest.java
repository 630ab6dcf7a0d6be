package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a whole host counts, as it is scraped. */
@Timeout(60)
final class MetricsPathTest {
  private static final Pattern ROUTE = Pattern.compile("route=\"([^\"]*)\"");
  private static final Pattern METHOD = Pattern.compile("method=\"([^\"]*)\"");
  private static final Pattern ADDRESS = Pattern.compile("address=\"([^\"]*)\"");

  @Test
  void a_task_is_counted_and_what_nobody_knows_is_absent(@TempDir Path data) {
    try (TestHost host = TestHost.start(data)) {
      String agent = host.agent("scraped");
      String id = host.task("scraped", "one");
      JsonNode slot = host.claim(agent);
      String outcome =
          "{\"slot\":%d,\"fence\":%d,\"result\":\"succeeded\",\"duration_ms\":1200}"
              .formatted(slot.path("slot").asInt(), slot.path("fence").asLong());
      assertEquals(200, host.post("/api/v1/tasks/" + id + "/outcome", outcome).status());

      Answer page = host.get("/metrics");
      assertEquals(200, page.status());
      String text = page.text();
      assertEquals(
          1, sample(text, "muster_decisions_total{class=\"CRITICAL\",provenance=\"heuristic\"}"));
      assertEquals(1, sample(text, "muster_decision_seconds_count"));
      assertEquals(1, sample(text, "muster_tasks{state=\"SUCCEEDED\"}"));
      assertEquals(0, sample(text, "muster_tasks{state=\"READY\"}"));
      assertEquals(0, sample(text, "muster_errors_ratio"));
      assertEquals(0, sample(text, "muster_conflicts_total"));
      assertEquals(0, sample(text, "muster_lease_denials_total"));
      assertFalse(text.contains("muster_model_accuracy"), text);
      assertFalse(text.contains("muster_coordination_accuracy"), text);
      assertTrue(sample(text, "jvm_threads_live_threads") > 5);
      assertTrue(sample(text, "process_cpu_seconds_total") > 0);
      assertTrue(sample(text, "vertx_eventbus_handlers{address=\"muster.task.get\"}") > 0);
      assertTrue(text.contains("jvm_gc_memory_allocated_bytes_total"), text);
      assertFalse(text.contains(" NaN") || text.contains(" -1.0"), text);
    }
  }

  @Test
  void it_is_behind_the_token_and_the_gate(@TempDir Path data) {
    try (TestHost host = TestHost.start(data)) {
      assertEquals(401, host.ask(host.bare("/metrics").GET()).status());
      assertEquals(
          403,
          host.ask(host.to("/metrics").header("Origin", "http://evil.example").GET()).status());
      String foreign = host.raw("GET /metrics HTTP/1.1", "Host: evil.example");
      assertTrue(foreign.startsWith("HTTP/1.1 421"), foreign);
    }
  }

  @Test
  void labels_take_no_value_that_a_client_makes_up(@TempDir Path data) {
    try (TestHost host = TestHost.start(data)) {
      for (int n = 0; n < 20; n++) {
        host.get("/made/up/" + n);
        host.get("/api/v1/tasks/task_" + n);
        host.ask(host.bare("/api/v1/tasks/" + n).GET());
        host.raw("MADE" + n + " /livez HTTP/1.1", "Host: localhost:" + host.port());
        host.raw("GET /made?" + n + " HTTP/1.1", "Host: made-up-" + n);
      }
      String text = host.get("/metrics").text();
      assertFalse(text.matches("(?s).*(made|MADE|task_\\d).*"), text);
      // Nothing is the route of what the gate refused, /api/ of what had no token.
      assertEquals(Set.of("", "/*", "/api/", "/api/v1/tasks/:id"), values(ROUTE, text));
      assertEquals(Set.of("GET", "other"), values(METHOD, text));
      assertTrue(values(ADDRESS, text).contains("muster.task.get"), text);
      for (String address : values(ADDRESS, text)) {
        assertTrue(address.startsWith("muster.") || address.equals("other"), address);
      }
    }
  }

  private static double sample(String page, String series) {
    return page.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + series + " in\n" + page));
  }

  private static Set<String> values(Pattern label, String page) {
    return label
        .matcher(page)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
