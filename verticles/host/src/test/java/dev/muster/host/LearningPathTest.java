package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From the first outcome that another system reports to a model that serves, in a whole host. */
@Timeout(120)
final class LearningPathTest {
  private static final String SOON =
      "learning:\n  refit_each: 80\n  canary_after: 50\n  retrain_every_min: 0\n";
  private static final int TASKS_MOST = 1_500;

  /** The models are asked for after so many tasks. */
  private static final int LOOK_EACH = 10;

  private final Random random = new Random(7);

  @TempDir Path data;

  /** Of tasks with two agents four of five fail, which the heuristic curve does not know. */
  @Test
  void outcomes_that_are_reported_lead_from_the_heuristic_curve_to_a_model_that_serves() {
    String champion = "";
    String digest = "";
    try (TestHost host = host()) {
      assertEquals("heuristic-1", decision(host, 0).path("model").asString());
      for (int i = 0; i < TASKS_MOST && champion.isEmpty(); i++) {
        JsonNode decision = decision(host, i);
        report(host, decision);
        champion = i % LOOK_EACH > 0 ? "" : champion(host).path("id").asString("");
      }
      assertTrue(!champion.isEmpty(), () -> host.get("/api/v1/models").toString());
      JsonNode decided = decision(host, 1);
      assertEquals(champion, decided.path("model").asString());
      assertEquals("PRODUCTION", decided.path("mode").asString());
      digest = champion(host).path("digest").asString();
      assertEquals(404, host.post("/api/v1/models/model_1_2/promote", "").status());
      assertEquals(200, host.post("/api/v1/models/pin", "").status());
      assertEquals(409, host.post("/api/v1/models/rollback", "").status());
    }
    try (TestHost host = host()) {
      assertEquals(digest, champion(host).path("digest").asString());
      assertEquals(champion, decision(host, 1).path("model").asString());
      host.post("/api/v1/models/unpin", "");
      assertEquals(200, host.post("/api/v1/models/rollback", "").status());
      assertEquals("heuristic-1", decision(host, 1).path("model").asString());
    }
  }

  private TestHost host() {
    return TestHost.start(data, SOON, TestHost.checkout().resolve("webroot"));
  }

  private JsonNode decision(TestHost host, int number) {
    String body =
        """
        {"text": "task %d", "parts": %d, "record": true, "agents_max": 2,
         "features": {"task_complexity": %s, "agent_count": 1.0}}\
        """
            .formatted(number, random.nextBoolean() ? 1 : 4, random.nextInt(10) / 10.0);
    var answer = host.post("/api/v1/decide", body);
    assertEquals(200, answer.status(), answer::toString);
    return answer.json();
  }

  private void report(TestHost host, JsonNode decision) {
    int agents = decision.path("agents").asInt();
    boolean success = agents == 1 || random.nextInt(5) == 0;
    double minutes = 12 * agents * Math.exp(.2 * random.nextGaussian());
    String body =
        "{\"success\": %s, \"duration_ms\": %d, \"tokens\": %d, \"conflicts\": 0}"
            .formatted(success, (long) (minutes * 60_000), 100_000L * agents);
    String id = decision.path("id").asString();
    var answer = host.post("/api/v1/decisions/" + id + "/outcome", body);
    assertEquals(200, answer.status(), answer::toString);
  }

  private static JsonNode champion(TestHost host) {
    return host.get("/api/v1/models")
        .json()
        .path("cards")
        .valueStream()
        .filter(card -> card.path("state").asString("").equals("champion"))
        .findFirst()
        .orElse(host.get("/api/v1/models").json().path("none"));
  }
}
