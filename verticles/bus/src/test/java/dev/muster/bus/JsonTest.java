package dev.muster.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.contract.ClaimSlot;
import dev.muster.contract.Heartbeat;
import dev.muster.contract.ListTasks;
import dev.muster.contract.NewTask;
import dev.muster.contract.RegisterAgent;
import dev.muster.contract.RenewSlot;
import dev.muster.contract.ReportOutcome;
import dev.muster.contract.Source;
import dev.muster.contract.SubmitTask;
import dev.muster.contract.TaskState;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

final class JsonTest {
  private static final String TASK = "\"task_0197a1b2-c3d4-7001-8000-000000000001\"";
  private static final String AGENT = "\"agent_0197a1b2-c3d4-7100-8000-000000000100\"";

  private final JsonMapper strict = Json.strict();
  private final JsonMapper lenient = Json.lenient();

  @Test
  void a_task_needs_only_a_text() {
    assertEquals(
        new NewTask(
            "task",
            "Go",
            1.0,
            null,
            List.of(),
            0,
            null,
            List.of(),
            null,
            List.of(),
            null,
            null,
            Source.SUBMITTED),
        strict.readValue("{\"text\":\"Go\"}", NewTask.class));
  }

  @Test
  void an_agent_is_of_kind_exec_unless_it_says_otherwise() {
    assertEquals(
        new RegisterAgent("a1", "i1", "exec", List.of(), List.of()),
        strict.readValue("{\"name\":\"a1\",\"instance\":\"i1\"}", RegisterAgent.class));
  }

  @Test
  void a_missing_type_is_the_type_that_was_asked_for() {
    assertEquals(
        new ListTasks(TaskState.READY, null, 5, null),
        lenient.readValue("{\"state\":\"READY\",\"limit\":5}", ListTasks.class));
  }

  @Test
  void an_unknown_field_is_refused_where_people_write_and_ignored_on_the_bus() {
    String text = "{\"text\":\"Go\",\"mood\":\"good\"}";
    refused("unknown field `mood`", text, NewTask.class);
    assertEquals(NewTask.of("Go"), lenient.readValue(text, NewTask.class));
  }

  @Test
  void a_repeated_field_is_refused_where_people_write() {
    String text = "{\"text\":\"Stop\",\"text\":\"Go\"}";
    refused("Duplicate Object property \"text\"", text, NewTask.class);
    assertThrows(JacksonException.class, () -> strict.readTree(text));
  }

  @Test
  void text_behind_the_end_is_refused_where_people_write() {
    String text = "{\"text\":\"Go\"} {}";
    assertThrows(JacksonException.class, () -> strict.readValue(text, NewTask.class));
    assertThrows(JacksonException.class, () -> strict.readTree(text));
  }

  @Test
  void a_wrong_word_is_answered_with_the_words_allowed() {
    refused(
        "source must be one of [submitted, session, replay], was `swarm`",
        "{\"text\":\"Go\",\"source\":\"swarm\"}",
        NewTask.class);
  }

  @Test
  void a_missing_number_is_refused_by_both_readers() {
    String text = "{\"type\":\"RenewSlot\",\"task_id\":" + TASK + ",\"slot\":0}";
    assertThrows(JacksonException.class, () -> lenient.readValue(text, RenewSlot.class));
    refused("fence must be a whole number", text, RenewSlot.class);
    refused("fence must be a whole number", text.replace("}", ",\"fence\":null}"), RenewSlot.class);
  }

  @Test
  void a_missing_id_is_refused_by_name() {
    refused("agent is required", "{}", ClaimSlot.class);
    refused("task_id is required", "{\"slot\":0,\"fence\":1}", RenewSlot.class);
    refused("instance is required", "{\"agent\":" + AGENT + "}", Heartbeat.class);
    refused("task is required", "{\"idempotency_key\":\"k\"}", SubmitTask.class);
  }

  @Test
  void a_rule_of_the_contract_is_the_reason() {
    refused("text must not be empty", "{\"text\":\" \"}", NewTask.class);
    refused("limit must be in 1..1000, was 0", "{\"limit\":0}", ListTasks.class);
    refused(
        "id must be task_ and a UUID, was task_1",
        "{\"text\":\"Go\",\"depends_on\":[\"task_1\"]}",
        NewTask.class);
    refused(
        "result must be succeeded, failed, conflict, predecessor, parked, handed_back or unknown,"
            + " was expired",
        "{\"task_id\":" + TASK + ",\"slot\":0,\"fence\":1,\"result\":\"expired\"}",
        ReportOutcome.class);
  }

  @Test
  void an_id_that_is_no_string_is_refused() {
    refused("id must be", "{\"text\":\"Go\",\"depends_on\":[7]}", NewTask.class);
    refused("id must be", "{\"agent\":{\"id\":7}}", ClaimSlot.class);
  }

  @Test
  void a_value_of_another_kind_is_refused_with_its_path() {
    refused("value must be a number", task("value", "\"much\""), NewTask.class);
    refused(
        "deadline must be an instant such as 2026-03-02T09:30:00Z, was `soon`",
        task("deadline", "\"soon\""),
        NewTask.class);
    refused("files must be a list", task("files", "\"a.txt\""), NewTask.class);
    refused("repo must be a string", task("repo", "{}"), NewTask.class);
    refused("task.text must be a string", "{\"task\":{\"text\":[1]}}", SubmitTask.class);
  }

  @Test
  void a_value_that_would_have_to_be_bent_is_refused_where_people_write() {
    refused("agents must be a whole number", task("agents", "1.5"), NewTask.class);
    refused("agents must be a whole number", task("agents", "\"3\""), NewTask.class);
    refused("priority must be a whole number", task("priority", "true"), NewTask.class);
    refused("value must be a number", task("value", "\"2\""), NewTask.class);
    refused(
        "source must be one of [submitted, session, replay]", task("source", "2"), NewTask.class);
    assertEquals(2.0, strict.readValue(task("value", "2"), NewTask.class).value());
  }

  @Test
  void a_reason_names_no_class_of_ours() {
    for (String text :
        List.of(
            "",
            "[]",
            "7",
            "{",
            "{\"text\":{}}",
            "{\"type\":\"Weather\"}",
            "{\"task\":[]}",
            "{\"task\":{\"text\":[1]}}",
            "{\"task\":{\"text\":\"x\",\"files\":{}}}")) {
      var wrong =
          assertThrows(
              JacksonException.class, () -> strict.readValue(text, SubmitTask.class), text);
      String reason = Json.reason(wrong);
      assertEquals(-1, reason.indexOf("dev.muster"), text + ": " + reason);
      assertEquals(-1, reason.indexOf("java."), text + ": " + reason);
      assertEquals(-1, reason.indexOf("Json"), text + ": " + reason);
    }
  }

  @Test
  void a_text_of_unreasonable_depth_is_refused() {
    String deep = "[".repeat(101) + "]".repeat(101);
    assertThrows(JacksonException.class, () -> lenient.readTree(deep));
    assertEquals(1, lenient.readTree("[".repeat(100) + "]".repeat(100)).size());
  }

  private static String task(String field, String value) {
    return "{\"text\":\"Go\",\"" + field + "\":" + value + "}";
  }

  private void refused(String start, String text, Class<?> type) {
    var wrong = assertThrows(JacksonException.class, () -> strict.readValue(text, type), text);
    String reason = Json.reason(wrong);
    assertEquals(start, reason.substring(0, Math.min(start.length(), reason.length())), reason);
  }
}
