package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * From the begin of an experiment to its verdict, in a whole host that is started again between.
 */
@Timeout(120)
final class ExperimentPathTest {
  private static final String NO_CANARY =
      "learning:\n  refit_each: 10000\n  canary_after: 100000\n  retrain_every_min: 0\n";
  private static final int TASKS_MOST = 400;

  private final Random random = new Random(7);

  @TempDir Path data;

  /** Of tasks with two agents four of five fail, which the heuristic curve does not know. */
  @Test
  void fewer_agents_are_found_better_and_the_key_of_the_configuration_is_named() {
    int differing = 0;
    try (TestHost host = host()) {
      assertEquals(409, start(host, "{\"weights\": {\"tokens\": 0.4}}"), "no model serves");
      assertEquals(400, start(host, "{\"weights\": {\"luck\": 1}}"));
      assertEquals(400, start(host, "{\"scheduler\": \"fifo\"}"));
      assertEquals(200, start(host, "{\"agents_max\": 1}"));
      assertEquals(409, start(host, "{\"agents_max\": 1}"));
      for (int i = 0; i < 30; i++) {
        differing += played(host);
      }
      assertEquals("open", newest(host).path("state").asString());
    }
    try (TestHost host = host()) {
      for (int i = 0; i < TASKS_MOST && open(host); i++) {
        differing += played(host);
      }
      JsonNode ended = newest(host);
      assertEquals("better", ended.path("state").asString(), ended::toString);
      assertEquals("coordination.agents_max: 1", ended.path("conf").path(0).asString());
      assertEquals(40, ended.path("figures").path("needed").asDouble(), 1e-9);
      int units = ended.path("figures").path("units").asInt();
      assertTrue(units >= 50 && units <= differing, () -> ended + " of what was played");
      assertEquals(200, start(host, "{\"agents_max\": 1}"));
      assertEquals(2, newest(host).path("number").asInt());
      String id = newest(host).path("id").asString();
      assertEquals(404, stop(host, "experiment_other"));
      assertEquals(200, stop(host, id));
      assertEquals(409, stop(host, id));
      assertEquals("stopped", newest(host).path("state").asString());
      assertEquals(ended, host.get("/api/v1/experiments").json().path("experiments").path(1));
    }
  }

  private TestHost host() {
    return TestHost.start(data, NO_CANARY, TestHost.checkout().resolve("webroot"));
  }

  private static int start(TestHost host, String b) {
    return host.post("/api/v1/experiments", "{\"name\": \"fewer\", \"b\": " + b + "}").status();
  }

  private static int stop(TestHost host, String id) {
    return host.post("/api/v1/experiments/" + id + "/stop", "").status();
  }

  private static boolean open(TestHost host) {
    return newest(host).path("state").asString().equals("open");
  }

  private static JsonNode newest(TestHost host) {
    return host.get("/api/v1/experiments").json().path("experiments").path(0);
  }

  /** Decides and reports one task; 1 when the arms differed. */
  private int played(TestHost host) {
    var decided =
        host.post(
            "/api/v1/decide",
            """
            {"text": "a task", "parts": 4, "record": true, "agents_max": 2,
             "features": {"task_complexity": 0.5, "agent_count": 1.0}}\
            """);
    assertEquals(200, decided.status(), decided::toString);
    JsonNode decision = decided.json();
    int agents = decision.path("agents").asInt();
    String arm = decision.path("arm").path("arm").asString("");
    assertTrue(arm.isEmpty() || agents == (arm.equals("A") ? 2 : 1), decision::toString);
    boolean success = agents == 1 || random.nextInt(5) == 0;
    var reported =
        host.post(
            "/api/v1/decisions/" + decision.path("id").asString() + "/outcome",
            "{\"success\": %s, \"duration_ms\": 720000, \"tokens\": 100000, \"conflicts\": 0}"
                .formatted(success));
    assertEquals(200, reported.status(), reported::toString);
    return arm.isEmpty() ? 0 : 1;
  }
}
