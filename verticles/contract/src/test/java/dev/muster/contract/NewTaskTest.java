package dev.muster.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NewTaskTest {

  @Test
  void only_a_text_is_needed() {
    NewTask task = NewTask.of("Split the parser");
    assertEquals("task", task.type());
    assertEquals(1.0, task.value());
    assertEquals(0, task.priority());
    assertEquals(Source.SUBMITTED, task.source());
    assertEquals(List.of(), task.dependsOn());
  }

  @Test
  void an_empty_text_is_refused() {
    refused("text must not be empty", () -> NewTask.of(""));
    refused("text must not be empty", () -> NewTask.of(" \n\t"));
  }

  @Test
  void a_value_is_above_0_and_at_most_a_million() {
    assertDoesNotThrow(() -> worth(Double.MIN_VALUE));
    assertDoesNotThrow(() -> worth(1e6));
    for (double wrong : new double[] {0, -1, 1e6 + 1, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused("value must be > 0 and <= 1e6, was " + wrong, () -> worth(wrong));
    }
  }

  @Test
  void a_priority_is_from_minus_100_to_100() {
    assertEquals(-100, urgent(-100).priority());
    assertEquals(100, urgent(100).priority());
    refused("priority must be in -100..100, was -101", () -> urgent(-101));
    refused("priority must be in -100..100, was 101", () -> urgent(101));
  }

  @Test
  void a_pinned_number_of_agents_is_from_1_to_8() {
    assertEquals(1, counted(1, null).agents());
    assertEquals(8, counted(8, null).agents());
    refused("agents must be in 1..8, was 0", () -> counted(0, null));
    refused("agents must be in 1..8, was 9", () -> counted(9, null));
  }

  @Test
  void parts_are_from_1_to_1000() {
    assertEquals(1, counted(null, 1).parts());
    assertEquals(1000, counted(null, 1000).parts());
    refused("parts must be in 1..1000, was 0", () -> counted(null, 0));
    refused("parts must be in 1..1000, was 1001", () -> counted(null, 1001));
  }

  @Test
  void a_type_is_a_word_of_at_most_64_characters() {
    assertEquals("x".repeat(64), described("x".repeat(64), Source.REPLAY).type());
    refused("type must have 1..64 characters, was ", () -> described("", Source.REPLAY));
    refused(
        "type must have 1..64 characters, was " + "x".repeat(65),
        () -> described("x".repeat(65), Source.REPLAY));
  }

  @Test
  void a_session_is_not_submitted() {
    refused(
        "source must be submitted or replay, was session", () -> described("code", Source.SESSION));
  }

  @Test
  void a_list_has_at_most_1000_entries() {
    assertEquals(1000, touching(Collections.nCopies(1000, "a.txt")).files().size());
    refused(
        "files must have at most 1000, was 1001",
        () -> touching(Collections.nCopies(1001, "a.txt")));
  }

  @Test
  void lists_are_copied() {
    var files = new ArrayList<>(List.of("a.txt"));
    NewTask task = touching(files);
    files.add("b.txt");
    assertEquals(List.of("a.txt"), task.files());
    assertThrows(UnsupportedOperationException.class, () -> task.files().add("c.txt"));
  }

  @Test
  void an_idempotency_key_has_1_to_255_characters() {
    NewTask task = NewTask.of("x");
    assertDoesNotThrow(() -> new SubmitTask(task, null));
    assertDoesNotThrow(() -> new SubmitTask(task, "k".repeat(255)));
    refused(
        "idempotency key must have 1..255 characters, had 256",
        () -> new SubmitTask(task, "k".repeat(256)));
    refused("idempotency key must have 1..255 characters, had 1", () -> new SubmitTask(task, " "));
  }

  private static NewTask worth(double value) {
    return task("code", value, List.of(), 0, null, null, Source.SUBMITTED);
  }

  private static NewTask urgent(int priority) {
    return task("code", 1, List.of(), priority, null, null, Source.SUBMITTED);
  }

  private static NewTask counted(@Nullable Integer agents, @Nullable Integer parts) {
    return task("code", 1, List.of(), 0, agents, parts, Source.SUBMITTED);
  }

  private static NewTask described(String type, Source source) {
    return task(type, 1, List.of(), 0, null, null, source);
  }

  private static NewTask touching(List<String> files) {
    return task("code", 1, files, 0, null, null, Source.SUBMITTED);
  }

  private static NewTask task(
      String type,
      double value,
      List<String> files,
      int priority,
      @Nullable Integer agents,
      @Nullable Integer parts,
      Source source) {
    return new NewTask(
        type, "text", value, null, files, priority, null, List.of(), null, List.of(), agents, parts,
        source);
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable act) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, act).getMessage());
  }
}
