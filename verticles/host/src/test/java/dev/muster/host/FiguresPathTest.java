package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The way of outcomes into the live figures, over HTTP. */
@Timeout(60)
final class FiguresPathTest {
  @Test
  void what_ended_is_in_the_figures_and_what_nobody_measures_is_unknown(@TempDir Path data) {
    try (TestHost host = TestHost.start(data)) {
      String agent = host.agent("figured");
      end(host, agent, "succeeded");
      end(host, agent, "failed");
      JsonNode figures = host.get("/api/v1/figures").json().path("figures");

      JsonNode errors = named(figures, "error_rate");
      assertEquals(.5, errors.path("value").asDouble());
      assertEquals(2, errors.path("count").asInt());
      assertEquals(.021, errors.path("report").asDouble());
      assertEquals(.5, named(figures, "grade_e").path("value").asDouble());
      assertEquals("unknown", named(figures, "model_accuracy").path("provenance").asString());
      assertTrue(named(figures, "cache_hit_ratio").path("value").isNull());

      JsonNode leaks = named(figures, "feature_leaks");
      assertEquals(0, leaks.path("value").asInt(-1), leaks::toString);
      assertEquals(2, leaks.path("count").asInt());
    }
  }

  private static void end(TestHost host, String agent, String result) {
    String id = host.task("figured", "one of two");
    JsonNode slot = host.claim(agent);
    String outcome =
        "{\"slot\":%d,\"fence\":%d,\"result\":\"%s\",\"duration_ms\":1200}"
            .formatted(slot.path("slot").asInt(), slot.path("fence").asLong(), result);
    assertEquals(200, host.post("/api/v1/tasks/" + id + "/outcome", outcome).status());
  }

  private static JsonNode named(JsonNode figures, String name) {
    return figures
        .valueStream()
        .filter(figure -> figure.path("name").asString("").equals(name))
        .findFirst()
        .orElseThrow();
  }
}
