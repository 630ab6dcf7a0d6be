package dev.muster.bundled.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.OutcomeFacts;
import dev.muster.plugin.TaskFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written stays written, and what was tampered with is found. */
final class AuditLogTest {
  @TempDir private Path folder;
  private final List<String> published = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-23T13:00:00Z");
  private Path november;

  @BeforeEach
  void name_the_month() {
    november = folder.resolve("audit-2026-11.jsonl");
  }

  @Test
  void a_decision_an_outcome_and_an_overlap_are_a_line_each() throws Exception {
    AuditLog log = started();

    HookResult answer = log.preTaskAgentAssignment(picked("t1"));
    log.postTask(
        new HookInput.PostTask(
            task("t1"), new OutcomeFacts("a1", "succeeded", 2, 60_000L, null, 0, "landed")));
    log.agentCoordinate(
        new HookInput.AgentCoordinate("/repo", List.of("A.java"), "agent-2", "agent-1"));

    assertEquals(HookResult.proceed(), answer);
    assertEquals(
        List.of(
            "{\"at\":\"2026-11-23T13:00:00Z\",\"what\":\"picked\",\"task\":\"t1\",\"agents\":[\"a\",\"b\"]",
            "{\"at\":\"2026-11-23T13:00:00Z\",\"what\":\"ended\",\"task\":\"t1\",\"result\":\"succeeded\"",
            "{\"at\":\"2026-11-23T13:00:00Z\",\"what\":\"wanted\",\"paths\":[\"A.java\"],\"asker\":\"agent-2\",\"holder\":\"agent-1\""),
        lines(november).stream().map(line -> line.replaceFirst(",\"hash\".*", "")).toList());
    assertEquals(List.of(), faults());
  }

  @Test
  void the_first_hash_is_that_of_the_text_alone() throws Exception {
    started().preTaskAgentAssignment(picked("t1"));

    // printf '{"at":"2026-11-23T13:00:00Z","what":"picked","task":"t1","agents":["a","b"]' |
    // sha256sum
    assertTrue(
        lines(november)
            .getFirst()
            .endsWith(
                ",\"hash\":\"4feca4cb00badd5a94ebaddba180281c1ac5c915c5e866c482d9d24263e9b4f1\"}"),
        lines(november)::toString);
  }

  @Test
  void a_changed_line_is_found() throws Exception {
    five();
    rewrite(lines -> lines.set(2, lines.get(2).replace("t3", "t9")));
    assertFault("audit-2026-11.jsonl: does not follow: {\"at\"");
  }

  @Test
  void a_changed_last_line_is_found() throws Exception {
    five();
    rewrite(lines -> lines.set(4, lines.get(4).replace("t5", "t9")));
    assertFault("audit-2026-11.jsonl: does not follow: ");
  }

  @Test
  void a_removed_line_is_found() throws Exception {
    five();
    rewrite(lines -> lines.remove(1));
    assertFault("audit-2026-11.jsonl: does not follow: ");
  }

  @Test
  void a_removed_first_line_is_found() throws Exception {
    five();
    rewrite(List::removeFirst);
    assertFault("audit-2026-11.jsonl: does not follow: ");
  }

  @Test
  void lines_that_changed_places_are_found() throws Exception {
    five();
    rewrite(lines -> lines.add(1, lines.remove(3)));
    assertFault("audit-2026-11.jsonl: does not follow: ");
  }

  @Test
  void a_line_that_became_garbage_is_found() throws Exception {
    five();
    rewrite(lines -> lines.set(2, "garbage"));
    assertFault("audit-2026-11.jsonl: does not follow: ");
  }

  @Test
  void an_end_that_was_cut_off_is_found_also_after_the_next_start() throws Exception {
    five();
    rewrite(lines -> {
      lines.removeLast();
      lines.removeLast();
    });
    assertFault("expected to find {\"at\"");

    started().preTaskAgentAssignment(picked("t6"));

    assertEquals(List.of("audit.head", "audit.fault", "audit.head"), published);
    assertFault("audit-2026-11.jsonl: does not follow: ");
  }

  @Test
  void logs_that_were_emptied_and_a_head_that_is_gone_are_found() throws Exception {
    five();
    Files.delete(november);
    assertFault("expected to find {\"at\"");
    five();
    Files.delete(folder.resolve("head"));
    assertEquals(1, faults().size());
  }

  @Test
  void the_chain_goes_on_after_a_restart() throws Exception {
    five();
    five();
    assertEquals(10, lines(november).size());
    assertEquals(List.of(), faults());
  }

  @Test
  void a_line_that_a_crash_tore_is_said_and_the_chain_goes_on_before_it() throws Exception {
    five();
    Files.writeString(november, "\n{\"at\":\"2026-11-2", StandardOpenOption.APPEND);
    assertEquals(List.of("the last line is torn"), faults());

    five();

    assertEquals(List.of(), faults());
    assertEquals(12, lines(november).size());
    assertTrue(lines(november).get(6).contains("\"what\":\"resumed\""));
    assertEquals(List.of("audit.head", "audit.fault", "audit.head"), published);
  }

  @Test
  void a_crash_between_a_line_and_its_head_loses_nothing() throws Exception {
    five();
    String head = Files.readString(folder.resolve("head"));
    started().preTaskAgentAssignment(picked("t6"));
    Files.writeString(folder.resolve("head"), head);

    five();

    assertEquals(List.of(), faults());
    assertEquals(11, lines(november).size());
  }

  @Test
  void a_month_has_a_file_and_the_chain_runs_through_them() throws Exception {
    five();
    now = Instant.parse("2026-12-01T00:00:00Z");
    five();
    assertEquals(5, lines(november).size());
    assertEquals(5, lines(folder.resolve("audit-2026-12.jsonl")).size());
    assertEquals(List.of(), faults());

    Files.delete(november);
    assertFault("audit-2026-12.jsonl: does not follow: ");
  }

  @Test
  void a_clock_that_is_set_back_does_not_go_back_to_an_older_file() throws Exception {
    now = Instant.parse("2026-12-01T00:00:00Z");
    five();
    now = Instant.parse("2026-11-30T23:59:59Z");
    five();
    assertEquals(10, lines(folder.resolve("audit-2026-12.jsonl")).size());
    assertEquals(List.of(), faults());
  }

  @Test
  void no_text_breaks_a_line() throws Exception {
    started().preTaskAgentAssignment(picked("a\"b\\c\nd\r\u0000\ud800 ü 😀 \",\"hash\":\"x"));
    assertEquals(1, lines(november).size());
    assertTrue(
        lines(november)
            .getFirst()
            .contains("a\\u0022b\\u005cc\\u000ad\\u000d\\u0000\\ud800 ü 😀 "));
    assertEquals(List.of(), faults());
  }

  @Test
  void two_hundred_calls_of_four_threads_are_two_hundred_lines() throws Exception {
    AuditLog log = started();
    try (var threads = Executors.newFixedThreadPool(4)) {
      threads.invokeAll(
          IntStream.range(0, 200)
              .mapToObj(
                  i -> (Callable<HookResult>) () -> log.preTaskAgentAssignment(picked("t" + i)))
              .toList());
    }
    assertEquals(200, lines(november).size());
    assertEquals(List.of(), faults());
  }

  @Test
  void after_a_failed_write_every_call_fails_until_a_start() throws Exception {
    AuditLog log = started();
    Files.createDirectory(november);
    assertThrows(IOException.class, () -> log.preTaskAgentAssignment(picked("t1")));
    Files.delete(november);
    var refused =
        assertThrows(NullPointerException.class, () -> log.preTaskAgentAssignment(picked("t1")));
    assertEquals("a write failed: look at the disk, then enable the plugin", refused.getMessage());

    started().preTaskAgentAssignment(picked("t1"));

    assertEquals(1, lines(november).size());
    assertEquals(List.of(), faults());
  }

  private AuditLog started() throws Exception {
    var log = new AuditLog();
    log.start(new Lent(folder, () -> now, published));
    return log;
  }

  private void five() throws Exception {
    AuditLog log = started();
    for (int i = 1; i <= 5; i++) {
      log.preTaskAgentAssignment(picked("t" + i));
    }
  }

  private static HookInput.PreTaskAgentAssignment picked(String id) {
    return new HookInput.PreTaskAgentAssignment(task(id), List.of("a", "b"));
  }

  private static TaskFacts task(String id) {
    return new TaskFacts(id, "code", "api", 5, "hello", null, List.of(), 0, null, null);
  }

  private List<String> faults() throws Exception {
    return new AuditLog().verify(folder);
  }

  private void assertFault(String start) throws Exception {
    List<String> faults = faults();
    assertEquals(1, faults.size());
    assertTrue(faults.getFirst().startsWith(start), faults::toString);
  }

  private static List<String> lines(Path file) throws Exception {
    return Files.readAllLines(file).stream().filter(line -> !line.isEmpty()).toList();
  }

  private interface Change {
    void of(List<String> lines);
  }

  private void rewrite(Change change) throws Exception {
    var changed = new ArrayList<>(lines(november));
    change.of(changed);
    Files.write(november, changed);
  }
}
