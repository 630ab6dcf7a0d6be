package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The way of a task from its submission to its end, over HTTP. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TaskPathTest {
  private static final String NOBODYS = "{\"text\":\"x\",\"capabilities\":[\"nobody has this\"]}";
  private static final String ONCE = "{\"text\":\"once\",\"capabilities\":[\"nobody has this\"]}";

  private TestHost host;

  @BeforeAll
  void start(@TempDir Path data) {
    host = TestHost.start(data);
  }

  @AfterAll
  void stop() {
    host.close();
  }

  @Test
  void a_task_is_submitted_claimed_renewed_and_ends_with_its_decision() {
    String agent = host.agent("whole-path");
    String id = host.task("whole-path", "mend the roof\\nand the wall");

    JsonNode slot = host.claim(agent);
    assertEquals(id, slot.path("task_id").asString());
    assertEquals("mend the roof\nand the wall", slot.path("task").path("text").asString());
    String held = "{\"slot\":" + slot.path("slot").asInt() + ",\"fence\":" + slot.path("fence");

    Answer renewed = host.post("/api/v1/tasks/" + id + "/renew", held + "}");
    assertEquals(200, renewed.status());
    var before = Instant.parse(slot.path("lease_until").asString());
    assertTrue(!Instant.parse(renewed.json().path("lease_until").asString()).isBefore(before));

    String half = held + ",\"percent\":50,\"message\":\"half way\"}";
    assertEquals(200, host.post("/api/v1/tasks/" + id + "/progress", half).status());
    JsonNode running = host.get("/api/v1/tasks/" + id).json().path("attempts").path(0);
    assertEquals(50, running.path("slots").path(0).path("percent").asInt());

    String done = held + ",\"result\":\"succeeded\",\"duration_ms\":1200}";
    JsonNode recorded = host.post("/api/v1/tasks/" + id + "/outcome", done).json();
    assertTrue(recorded.path("attempt_closed").asBoolean(), recorded.toString());
    assertEquals(false, recorded.path("repeated").asBoolean());
    assertTrue(
        host.post("/api/v1/tasks/" + id + "/outcome", done).json().path("repeated").asBoolean());

    JsonNode seen = host.get("/api/v1/tasks/" + id).json();
    assertEquals("SUCCEEDED", seen.path("task").path("state").asString());
    assertEquals("mend the roof", seen.path("task").path("title").asString());
    assertEquals(1, seen.path("decisions").size());
    JsonNode decision = seen.path("decisions").path(0);
    assertEquals(id, decision.path("task_id").asString());
    assertEquals("heuristic-1", decision.path("model").asString());
    assertEquals(10, decision.path("features").size());
    assertEquals(8, decision.path("curve").size());
  }

  @Test
  void an_old_fence_is_refused_and_changes_nothing() {
    String agent = host.agent("old-fence");
    String id = host.task("old-fence", "one fence is right");
    JsonNode slot = host.claim(agent);
    String stale = "{\"slot\":0,\"fence\":" + (slot.path("fence").asLong() - 1);
    String path = "/api/v1/tasks/" + id;

    host.post(path + "/renew", stale + "}").problem(409, "STALE_FENCE");
    host.post(path + "/progress", stale + ",\"percent\":1}").problem(409, "STALE_FENCE");
    host.post(path + "/outcome", stale + ",\"result\":\"failed\"}").problem(409, "STALE_FENCE");
    JsonNode seen = host.get(path).json();
    assertEquals("RUNNING", seen.path("task").path("state").asString());
    String right = "{\"slot\":0,\"fence\":" + slot.path("fence") + ",\"result\":\"succeeded\"}";
    assertEquals(200, host.post(path + "/outcome", right).status());
  }

  @Test
  void a_waiting_claim_is_woken_by_the_task_and_does_not_look_only_every_two_seconds() {
    String agent = host.agent("woken");
    String body = "{\"agent\":\"" + agent + "\",\"wait_s\":20}";
    long slowest = 0;
    for (int round = 0; round < 3; round++) {
      CompletableFuture<Answer> waiting = host.posted("/api/v1/tasks/claim", body);
      assertEquals(200, host.get("/api/v1/agents").status());
      long submitted = System.nanoTime();
      String id = host.task("woken", "wake up");
      Answer claimed = waiting.join();
      slowest = Math.max(slowest, System.nanoTime() - submitted);
      assertEquals(200, claimed.status());
      assertEquals(id, claimed.json().path("task_id").asString());
      String end = "{\"slot\":0,\"fence\":" + claimed.json().path("fence");
      host.post("/api/v1/tasks/" + id + "/outcome", end + ",\"result\":\"succeeded\"}");
    }
    assertTrue(slowest < Duration.ofMillis(1500).toNanos(), slowest / 1_000_000 + " ms");
  }

  @Test
  void a_claim_that_waits_in_vain_is_answered_204() {
    String body = "{\"agent\":\"" + host.agent("idle") + "\",\"wait_s\":";
    assertEquals(204, host.post("/api/v1/tasks/claim", body + "0}").status());
    long asked = System.nanoTime();
    Answer vain = host.post("/api/v1/tasks/claim", body + "1}");
    assertEquals(204, vain.status());
    assertEquals("", vain.text());
    assertTrue(System.nanoTime() - asked >= Duration.ofSeconds(1).toNanos());
  }

  @Test
  void a_second_claim_of_an_agent_ends_the_first_instead_of_taking_turns_with_it() {
    String agent = host.agent("twice");
    String body = "{\"agent\":\"" + agent + "\",\"wait_s\":20}";
    long asked = System.nanoTime();
    CompletableFuture<Answer> one = host.posted("/api/v1/tasks/claim", body);
    CompletableFuture<Answer> two = host.posted("/api/v1/tasks/claim", body);
    var first = (Answer) CompletableFuture.anyOf(one, two).join();
    assertEquals(204, first.status());
    assertTrue(System.nanoTime() - asked < Duration.ofSeconds(10).toNanos());

    String id = host.task("twice", "for the one that still waits");
    Answer claimed = (one.isDone() ? two : one).join();
    assertEquals(id, claimed.json().path("task_id").asString());
    String end = "{\"slot\":0,\"fence\":" + claimed.json().path("fence");
    host.post("/api/v1/tasks/" + id + "/outcome", end + ",\"result\":\"succeeded\"}");
  }

  @Test
  void ten_equal_submissions_with_one_key_at_once_are_one_task() {
    Set<String> ids = new HashSet<>();
    List<CompletableFuture<Answer>> all =
        IntStream.range(0, 10).mapToObj(i -> host.posted("/api/v1/tasks", "key-1", ONCE)).toList();
    all.forEach(answer -> {
      assertEquals(202, answer.join().status());
      ids.add(answer.join().json().path("id").asString());
    });
    assertEquals(1, ids.size());

    host.posted("/api/v1/tasks", "key-1", NOBODYS).join().problem(422, "DUPLICATE_KEY_CONFLICT");
    Answer other = host.posted("/api/v1/tasks", "key-2", ONCE).join();
    assertNotEquals(ids, Set.of(other.json().path("id").asString()));
  }

  @Test
  void a_key_without_characters_is_refused() {
    host.posted("/api/v1/tasks", "", "{\"text\":\"no key\"}").join().problem(400, "BAD_REQUEST");
    host.posted("/api/v1/tasks", "k".repeat(256), "{\"text\":\"long key\"}")
        .join()
        .problem(400, "BAD_REQUEST");
  }

  @Test
  void the_list_is_read_in_pages_newest_first() {
    List<String> submitted = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String body = NOBODYS.replace("}", ",\"source\":\"replay\"}");
      submitted.addFirst(host.post("/api/v1/tasks", body).json().path("id").asString());
    }
    List<String> listed = new ArrayList<>();
    String after = "";
    int pages = 0;
    do {
      JsonNode page = host.get("/api/v1/tasks?source=replay&limit=2" + after).json();
      page.path("tasks").forEach(task -> listed.add(task.path("id").asString()));
      after = "&after=" + page.path("next").asString("");
      pages++;
    } while (!after.equals("&after="));
    assertEquals(submitted, listed);
    assertEquals(3, pages);
  }

  @Test
  void a_list_of_an_impossible_size_state_or_place_is_refused() {
    for (String query :
        List.of(
            "limit=0",
            "limit=1001",
            "limit=-1",
            "limit=x",
            "state=lazy",
            "source=moon",
            "after=task_1",
            "after=")) {
      host.get("/api/v1/tasks?" + query).problem(400, "BAD_REQUEST");
    }
  }

  @Test
  void a_task_is_cancelled_once_and_an_ended_one_not_at_all() {
    String id = host.post("/api/v1/tasks", NOBODYS).json().path("id").asString();
    for (int time = 0; time < 2; time++) {
      Answer cancelled = host.post("/api/v1/tasks/" + id + "/cancel", "{}");
      assertEquals(200, cancelled.status());
      assertEquals("CANCELLED", cancelled.json().path("state").asString());
    }
    String agent = host.agent("canceller");
    String ended = host.task("canceller", "ends well");
    String end = "{\"slot\":0,\"fence\":" + host.claim(agent).path("fence");
    host.post("/api/v1/tasks/" + ended + "/outcome", end + ",\"result\":\"succeeded\"}");
    host.post("/api/v1/tasks/" + ended + "/cancel", "{}").problem(409, "CONFLICT");
  }

  @Test
  void advice_decides_and_stores_nothing() {
    JsonNode before = host.get("/api/v1/fleet").json();
    Answer advice = host.post("/api/v1/decide", "{\"text\":\"what would you do\",\"parts\":2}");
    assertEquals(200, advice.status());
    assertTrue(advice.json().path("id").isNull());
    assertTrue(advice.json().path("task_id").isNull());
    assertTrue(advice.json().path("agents").asInt() <= 2, advice.text());
    JsonNode after = host.get("/api/v1/fleet").json();
    assertEquals(before.path("seq"), after.path("seq"));
    assertEquals(before.path("task_counts"), after.path("task_counts"));
    assertEquals(before.path("decisions").size(), after.path("decisions").size());
  }

  @Test
  void an_agent_that_another_process_took_over_is_told_to_stop() {
    String id = host.agent("two-lives");
    String beat = "/api/v1/agents/" + id + "/heartbeat";
    assertEquals(200, host.post(beat, "{\"instance\":\"i-1\"}").status());
    host.post("/api/v1/agents", "{\"name\":\"two-lives\",\"instance\":\"i-2\"}");
    host.post(beat, "{\"instance\":\"i-1\"}").problem(409, "CONFLICT");
    assertEquals(200, host.post(beat, "{\"instance\":\"i-2\"}").status());
  }
}
