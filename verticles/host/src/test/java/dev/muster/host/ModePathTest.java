package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Modes of a whole host, ordered over HTTP; memory is plentiful. */
final class ModePathTest {
  private static final String DECIDE = "{\"text\":\"one\"}";

  @AutoClose private final TestHost host;

  ModePathTest(@TempDir Path data) {
    host =
        TestHost.start(
            data,
            "modes:\n  every_s: 1\n  memory_low: 0.99\n  memory_high: 1.0\n",
            TestHost.checkout().resolve("webroot"));
  }

  @Test
  void an_ordered_fallback_lets_the_curve_decide_though_a_model_serves() {
    assertEquals(List.of("FALLBACK", "no_model"), mode());
    String model = host.get("/api/v1/models").json().path("cards").path(0).path("id").asString("");
    host.post("/api/v1/models/" + model + "/promote", "{}");
    until(() -> mode().equals(List.of("PRODUCTION", "model")));
    assertEquals(List.of("PRODUCTION", "model", model), decided());

    order("FALLBACK");

    assertEquals(List.of("FALLBACK", "ordered"), mode());
    assertEquals(List.of("FALLBACK", "ordered", "heuristic-1"), decided());
    JsonNode fleet = host.get("/api/v1/fleet").json();
    assertEquals("FALLBACK", fleet.path("mode").asString(""));
    host.post("/api/v1/mode", "{}");
    assertEquals(List.of("PRODUCTION", "model", model), decided());
  }

  @Test
  void what_cannot_be_ordered_is_refused_with_what_was_expected() {
    assertEquals(400, host.post("/api/v1/mode", "{\"mode\":\"SLOW\"}").status());
    Answer tooLong = host.post("/api/v1/mode", "{\"mode\":\"FALLBACK\",\"minutes\":10081}");
    assertEquals(400, tooLong.status());
    assertTrue(tooLong.text().contains("minutes must be 1..10080, was 10081"), tooLong.text());
  }

  @Test
  void a_maintenance_fits_models_and_comes_back() {
    order("MAINTENANCE");
    assertEquals(List.of("MAINTENANCE", "ordered"), mode());
    host.post("/api/v1/mode", "{}");
    assertEquals(List.of("FALLBACK", "no_model"), mode());
  }

  private void order(String mode) {
    Answer answer = host.post("/api/v1/mode", "{\"mode\":\"" + mode + "\",\"why\":\"a test\"}");
    assertEquals(200, answer.status(), answer.text());
  }

  private List<String> mode() {
    JsonNode status = host.get("/api/v1/mode").json().path("status");
    return List.of(status.path("mode").asString(""), status.path("reason").asString(""));
  }

  private List<String> decided() {
    JsonNode decision = host.post("/api/v1/decide", DECIDE).json();
    return List.of(
        decision.path("mode").asString(""),
        decision.path("mode_reason").asString(""),
        decision.path("model").asString(""));
  }

  private static void until(BooleanSupplier holds) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it never held");
    }
  }
}
