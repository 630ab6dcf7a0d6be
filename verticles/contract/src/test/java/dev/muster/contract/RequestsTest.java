package dev.muster.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class RequestsTest {
  private static final TaskId TASK =
      TaskId.next(Instant.parse("2026-03-02T09:30:00Z"), new Random(3));

  @Test
  void an_agent_reports_only_results_that_are_its_to_tell() {
    for (Result result : Result.values()) {
      if (result.reportable()) {
        assertEquals(result, outcome(result, null, null, null).result());
      } else {
        refused(
            "result must be succeeded, failed, conflict, predecessor, parked, handed_back or"
                + " unknown, was "
                + result,
            () -> outcome(result, null, null, null));
      }
    }
  }

  @Test
  void a_measured_quantity_is_not_below_0() {
    ReportOutcome nothing = outcome(Result.SUCCEEDED, 0L, 0L, 0L);
    assertEquals(0L, nothing.durationMs());
    String rule = "duration_ms, tokens and peak_memory_bytes must be >= 0 or absent";
    refused(rule, () -> outcome(Result.SUCCEEDED, -1L, null, null));
    refused(rule, () -> outcome(Result.SUCCEEDED, null, -1L, null));
    refused(rule, () -> outcome(Result.SUCCEEDED, null, null, -1L));
  }

  @Test
  void an_outcome_keeps_copies_of_its_lists() {
    var before = new ArrayList<>(List.of(TASK));
    var files = new ArrayList<>(List.of("a.txt"));
    var report =
        new ReportOutcome(
            TASK,
            0,
            1,
            Result.PREDECESSOR,
            before,
            null,
            null,
            null,
            null,
            null,
            files,
            null,
            null,
            null);
    before.clear();
    files.clear();
    assertEquals(List.of(TASK), report.dependsOn());
    assertEquals(List.of("a.txt"), report.files());
  }

  @Test
  void progress_is_from_0_to_100_percent_or_unsaid() {
    assertEquals(0, progress(0).percent());
    assertEquals(100, progress(100).percent());
    assertEquals(null, progress(null).percent());
    refused("percent must be in 0..100, was -1", () -> progress(-1));
    refused("percent must be in 0..100, was 101", () -> progress(101));
  }

  @Test
  void what_an_agent_says_of_its_slot_has_at_most_2000_characters() {
    String longest = "a".repeat(2_000);
    assertEquals(longest, new ReportProgress(TASK, 0, 1, null, longest).message());
    String rule = "message must have at most 2000 characters, had 2001";
    refused(rule, () -> new ReportProgress(TASK, 0, 1, null, longest + "a"));
    refused(rule, () -> outcome(longest + "a", List.of()));
  }

  @Test
  void an_outcome_names_at_most_1000_predecessors() {
    assertEquals(1000, outcome(null, Collections.nCopies(1000, TASK)).dependsOn().size());
    refused(
        "depends_on must have at most 1000, was 1001",
        () -> outcome(null, Collections.nCopies(1001, TASK)));
  }

  private static ReportOutcome outcome(@Nullable String message, List<TaskId> dependsOn) {
    return new ReportOutcome(
        TASK,
        0,
        1,
        Result.PREDECESSOR,
        dependsOn,
        message,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null);
  }

  @Test
  void a_heartbeat_tells_no_memory_or_load_below_0() {
    assertEquals(0L, heartbeat(0L, 0.0).freeMemoryBytes());
    assertEquals(null, heartbeat(null, null).load());
    String rule = "free_memory_bytes and load must be >= 0 or absent";
    refused(rule, () -> heartbeat(-1L, null));
    refused(rule, () -> heartbeat(null, -.1));
    refused(rule, () -> heartbeat(null, Double.NaN));
    refused(rule, () -> heartbeat(null, Double.POSITIVE_INFINITY));
  }

  private static Heartbeat heartbeat(@Nullable Long freeMemoryBytes, @Nullable Double load) {
    var agent = new AgentId("agent_0190a5b0-1c3e-7000-8000-000000000001");
    return new Heartbeat(agent, "i1", freeMemoryBytes, load);
  }

  @Test
  void a_page_of_tasks_has_1_to_1000() {
    assertEquals(1, new ListTasks(null, null, 1, null).limit());
    assertEquals(1000, new ListTasks(null, null, 1000, null).limit());
    refused("limit must be in 1..1000, was 0", () -> new ListTasks(null, null, 0, null));
    refused("limit must be in 1..1000, was 1001", () -> new ListTasks(null, null, 1001, null));
  }

  @Test
  void an_agent_has_a_name_an_instance_and_a_kind_of_at_most_120_characters() {
    String longest = "a".repeat(120);
    String longer = "a".repeat(121);
    assertEquals(longest, agent(longest, longest, longest).name());
    refused("name must have 1..120 characters, was " + longer, () -> agent(longer, "i", "exec"));
    refused("name must have 1..120 characters, was  ", () -> agent(" ", "i", "exec"));
    refused("instance must have 1..120 characters, was ", () -> agent("a1", "", "exec"));
    refused("kind must have 1..120 characters, was ", () -> agent("a1", "i", ""));
  }

  @Test
  void an_agent_keeps_copies_of_its_lists() {
    var capabilities = new ArrayList<>(List.of("java"));
    var languages = new ArrayList<>(List.of("de"));
    var agent = new RegisterAgent("a1", "i1", "exec", capabilities, languages);
    capabilities.add("test");
    languages.add("en");
    assertEquals(List.of("java"), agent.capabilities());
    assertEquals(List.of("de"), agent.languages());
  }

  private static ReportOutcome outcome(
      Result result,
      @Nullable Long durationMs,
      @Nullable Long peakMemoryBytes,
      @Nullable Long tokens) {
    return new ReportOutcome(
        TASK,
        0,
        1,
        result,
        List.of(),
        null,
        null,
        durationMs,
        peakMemoryBytes,
        tokens,
        List.of(),
        null,
        null,
        null);
  }

  private static ReportProgress progress(@Nullable Integer percent) {
    return new ReportProgress(TASK, 0, 1, percent, null);
  }

  private static RegisterAgent agent(String name, String instance, String kind) {
    return new RegisterAgent(name, instance, kind, List.of(), List.of());
  }

  private static void refused(String message, Executable act) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, act).getMessage());
  }
}
