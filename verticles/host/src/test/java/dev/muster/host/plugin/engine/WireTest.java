package dev.muster.host.plugin.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.OutcomeFacts;
import dev.muster.plugin.TaskFacts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class WireTest {
  @Test
  void a_call_is_one_line_of_snake_case() {
    var config = new TreeMap<String, Object>(Map.of("names", List.of("a", "b"), "top", 2.5));
    assertEquals(
        "{\"phase\":\"pre_edit\",\"plugin\":\"guard\",\"call\":\"17\","
            + "\"config\":{\"names\":[\"a\",\"b\"],\"top\":2.5},"
            + "\"input\":{\"edit\":{\"repo\":\"/r/.git\",\"path\":\"src/a.txt\",\"worktree\":\"/r\","
            + "\"session\":\"session-1\",\"subagent\":null,\"tool\":\"Edit\"}}}",
        Wire.call("guard", 17, config, Workshop.EDIT));
  }

  @Test
  void components_keep_their_names_in_snake_case() {
    var task = new TaskFacts("t1", "bug", "api", 3, "a\nb", null, List.of(), 5, null, 2);
    var outcome = new OutcomeFacts("a1", "succeeded", 2, 1500L, null, null, "landed");
    String line = Wire.call("x", 1, Map.of(), new HookInput.PostTask(task, outcome));
    assertTrue(line.contains("\"text_length\":3,\"text\":\"a\\nb\""), line);
    assertTrue(line.contains("\"attempt_id\":\"a1\""), line);
    assertTrue(line.contains("\"duration_ms\":1500,\"tokens\":null"), line);
    assertEquals(1, line.lines().count());
  }

  @Test
  void the_four_answers_and_silence_are_understood() throws HookFailed {
    assertEquals(HookResult.proceed(), Wire.result(" \n"));
    assertEquals(HookResult.proceed(), Wire.result("{}"));
    assertEquals(HookResult.proceed(), Wire.result("{\"result\":\"continue\",\"call\":\"17\"}"));
    assertEquals(
        HookResult.atMost(2, "why"),
        Wire.result("{\"result\":\"amend\",\"agents_max\":2,\"note\":\"why\"}"));
    assertEquals(HookResult.veto("no"), Wire.result("{\"result\":\"veto\",\"reason\":\"no\"}"));
    assertEquals(
        HookResult.emit("x.y", Map.of("k", "v")),
        Wire.result("{\"result\":\"emit\",\"type\":\"x.y\",\"data\":{\"k\":\"v\"}}"));
  }

  @Test
  void garbage_is_refused_with_a_reason() {
    refused("hello", "must be a JSON object");
    refused("null", "must be a JSON object");
    refused("[]", "must be a JSON object");
    refused("{\"result\":\"yes\"}", "was `yes`");
    refused("{\"result\":\"veto\"}", "a veto needs a reason");
    refused("{\"result\":\"amend\",\"agents_max\":9}", "agents_max must be in 1..8, was 9");
    refused("{\"result\":\"amend\",\"agents\":2}", "unknown field `agents`");
    refused("{\"result\":\"emit\",\"type\":\"X\"}", "an event's type");
    refused("{} {}", "must be a JSON object");
    refused("[".repeat(1000), "must be a JSON object");
  }

  @Test
  void an_answer_over_64_kib_is_garbage() throws HookFailed {
    String around = "{\"result\":\"veto\",\"reason\":\"\"}";
    String most = "r".repeat(65_536 - around.length());
    assertTrue(
        Wire.result("{\"result\":\"veto\",\"reason\":\"" + most + "\"}")
            instanceof HookResult.Veto);
    refused("{\"result\":\"veto\",\"reason\":\"" + most + "r\"}", "at most 65536 bytes");
    String twoBytesEach = "ä".repeat(most.length() / 2 + 1);
    refused("{\"result\":\"veto\",\"reason\":\"" + twoBytesEach + "\"}", "at most 65536 bytes");
  }

  private static void refused(String answer, String because) {
    String message = assertThrows(HookFailed.class, () -> Wire.result(answer)).getMessage();
    assertTrue(String.valueOf(message).contains(because), message);
  }
}
