package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bodies and ids that are refused, each with its sentence, and none of which leaves a trace. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadBodyTest {
  private static final String TASKS = "/api/v1/tasks";
  private static final String TASK = TASKS + "/task_0190a5b0-1c3e-7000-8000-000000000001";
  private static final String AGENT = "/api/v1/agents/agent_0190a5b0-1c3e-7000-8000-000000000001";
  private static final int BODY_BYTES_MAX = 1 << 20;

  private TestHost host;
  private long before;

  @BeforeAll
  void start(@TempDir Path data) {
    host = TestHost.start(data);
  }

  @AfterAll
  void stop() {
    host.close();
  }

  @BeforeEach
  void remember() {
    before = host.seq();
  }

  @AfterEach
  void nothing_was_changed() {
    assertEquals(before, host.seq());
  }

  private void refused(String path, String body, String says) {
    String detail = host.post(path, body).problem(400, "BAD_REQUEST");
    assertTrue(detail.contains(says), () -> body + " was refused with: " + detail);
    assertFalse(detail.contains("dev.muster"), detail);
  }

  private Answer sent(byte[] body) {
    return host.ask(
        host.to(TASKS)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  @Test
  void what_is_no_object_is_refused() {
    refused(TASKS, "", "an empty body");
    refused(TASKS, "  \n", "expected a JSON object");
    refused(TASKS, "null", "found null");
    refused(TASKS, "[]", "found array");
    refused(TASKS, "42", "found number");
    refused(TASKS, "\"text\"", "found string");
  }

  @Test
  void broken_json_is_refused() {
    for (String body :
        List.of(
            "{\"text\":\"x\"",
            "{\"text\":",
            "{",
            "{text:1}",
            "{\"text\":\"a\u0000b\"}",
            "{\"text\":\"x\"} {\"text\":\"y\"}",
            "{\"text\":\"x\",}",
            "/* */{\"text\":\"x\"}")) {
      refused(TASKS, body, "");
    }
    refused(TASKS, "{\"files\":" + "[".repeat(1000) + "]".repeat(1000) + "}", "depth");
  }

  @Test
  void other_encodings_than_plain_utf_8_are_refused() {
    String json = "{\"text\":\"x\"}";
    for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32")) {
      sent(json.getBytes(Charset.forName(charset))).problem(400, "BAD_REQUEST");
    }
    sent(("\uFEFF" + json).getBytes(StandardCharsets.UTF_8)).problem(400, "BAD_REQUEST");
    byte[] latin = "{\"text\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertTrue(sent(latin).problem(400, "BAD_REQUEST").contains("UTF-8"));
    byte[] overlong = json.getBytes(StandardCharsets.UTF_8);
    overlong[9] = (byte) 0xC0;
    sent(overlong).problem(400, "BAD_REQUEST");
  }

  @Test
  void half_a_surrogate_pair_is_refused() {
    refused(TASKS, "{\"text\":\"a\\ud800b\"}", "half a surrogate pair");
    refused(TASKS, "{\"text\":\"a\\udc00\"}", "half a surrogate pair");
    refused(TASKS, "{\"text\":\"x\",\"files\":[\"\\ud83d\"]}", "half a surrogate pair");
  }

  @Test
  void a_field_that_nobody_knows_or_that_is_there_twice_is_named() {
    refused(TASKS, "{\"text\":\"x\",\"colour\":1}", "`colour`");
    refused(TASKS, "{\"text\":\"x\",\"dependsOn\":[]}", "`dependsOn`");
    refused(TASKS, "{\"text\":\"x\",\"text\":\"y\"}", "text");
    refused("/api/v1/agents", "{\"name\":\"a\",\"instance\":\"i\",\"id\":1}", "`id`");
    refused(TASK + "/renew", "{\"slot\":0,\"fence\":1,\"lease\":9}", "`lease`");
    refused(AGENT + "/heartbeat", "{\"instance\":\"i\",\"memory\":9}", "`memory`");
  }

  @Test
  void a_type_of_another_message_does_not_pass_for_this_one() {
    for (String path : List.of(TASK + "/renew", TASK + "/outcome", "/api/v1/agents")) {
      host.post(path, "{\"type\":\"CancelTask\",\"slot\":0,\"fence\":1}")
          .problem(400, "BAD_REQUEST");
    }
  }

  @Test
  void values_out_of_range_are_refused_with_their_rule() {
    Map.of(
            "\"agents\":9", "agents must be in 1..8, was 9",
            "\"agents\":0", "agents must be in 1..8, was 0",
            "\"agents\":-1", "agents must be in 1..8, was -1",
            "\"parts\":-3", "parts must be in 1..1000, was -3",
            "\"value\":-1", "value must be > 0",
            "\"value\":1e999", "value must be > 0",
            "\"priority\":101", "priority must be in -100..100",
            "\"type\":\" \"", "type must have 1..64 characters",
            "\"source\":\"session\"", "source must be submitted or replay",
            "\"source\":\"moon\"", "source")
        .forEach((field, rule) -> refused(TASKS, "{\"text\":\"x\"," + field + "}", rule));
    refused(TASKS, "{\"text\":\"\"}", "text must not be empty");
    refused(TASKS, "{}", "text must not be empty");
    refused(TASKS, "{\"text\":null}", "text must not be empty");
  }

  @Test
  void values_of_another_kind_are_refused() {
    for (String field :
        List.of(
            "\"agents\":2.7",
            "\"agents\":\"2\"",
            "\"agents\":true",
            "\"agents\":99999999999",
            "\"agents\":{}",
            "\"files\":\"a\"",
            "\"files\":[null]",
            "\"capabilities\":[null]",
            "\"depends_on\":[null]",
            "\"depends_on\":[7]",
            "\"depends_on\":[\"task_1\"]",
            "\"deadline\":\"soon\"",
            "\"text\":{}",
            "\"value\":\"much\"")) {
      refused(TASKS, "{\"text\":\"x\"," + field + "}", "");
    }
  }

  @Test
  void missing_fields_are_refused() {
    refused("/api/v1/tasks/claim", "{}", "agent");
    refused("/api/v1/tasks/claim", "{\"agent\":null}", "agent");
    refused(TASK + "/renew", "{}", "");
    refused(TASK + "/renew", "{\"slot\":0}", "fence");
    refused(TASK + "/outcome", "{\"slot\":0,\"fence\":1}", "result must be");
    refused("/api/v1/agents", "{\"name\":\"a\"}", "instance");
    refused(AGENT + "/heartbeat", "{}", "instance");
    refused("/api/v1/decide", "{}", "text");
    refused("/api/v1/session", "", "an empty body");
  }

  @Test
  void negative_numbers_are_refused() {
    String agent = "{\"agent\":\"agent_0190a5b0-1c3e-7000-8000-000000000001\",\"wait_s\":";
    for (String wait : List.of("-1", "21", "1.5", "\"1\"")) {
      refused("/api/v1/tasks/claim", agent + wait + "}", "wait_s in 0..20");
    }
    String held = "{\"slot\":0,\"fence\":1,";
    refused(TASK + "/progress", held + "\"percent\":-1}", "percent must be in 0..100");
    refused(TASK + "/progress", held + "\"percent\":101}", "percent must be in 0..100");
    refused(TASK + "/outcome", held + "\"result\":\"failed\",\"tokens\":-1}", ">= 0");
    refused(TASK + "/outcome", held + "\"result\":\"expired\"}", "result must be");
    host.post(TASK + "/renew", "{\"slot\":-1,\"fence\":-1}").problem(409, "STALE_FENCE");
  }

  @Test
  void a_bad_id_is_refused_and_an_unknown_one_not_found() {
    for (String id :
        List.of(
            "1",
            "task_1",
            "agent_0190a5b0-1c3e-7000-8000-000000000001",
            "task_0190a5b0-1c3e-7000-8000-00000000000g",
            "%00",
            "task_%27%20OR%201=1")) {
      host.get(TASKS + "/" + id).problem(400, "BAD_REQUEST");
      host.post(TASKS + "/" + id + "/cancel", "{}").problem(400, "BAD_REQUEST");
    }
    host.get(TASK).problem(404, "NOT_FOUND");
    host.post(TASK + "/cancel", "{}").problem(404, "NOT_FOUND");
    host.post(AGENT + "/heartbeat", "{\"instance\":\"i\"}").problem(404, "NOT_FOUND");
    host.post("/api/v1/agents/x/heartbeat", "{\"instance\":\"i\"}").problem(400, "BAD_REQUEST");
    String unknown = "{\"text\":\"x\",\"depends_on\":[\"" + TASK.substring(14) + "\"]}";
    host.post(TASKS, unknown).problem(404, "NOT_FOUND");
    String claim = "{\"agent\":\"" + AGENT.substring(15) + "\",\"wait_s\":5}";
    host.post("/api/v1/tasks/claim", claim).problem(404, "NOT_FOUND");
  }

  @Test
  void another_content_type_than_json_is_refused() {
    for (String type :
        List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/jsonp",
            "application/json-patch+json")) {
      host.ask(
              host.to(TASKS)
                  .header("Content-Type", type)
                  .POST(BodyPublishers.ofString("{\"text\":\"x\"}")))
          .problem(415, "UNSUPPORTED_MEDIA_TYPE");
    }
  }

  @Test
  void a_compressed_body_is_refused() {
    host.ask(host.posting(TASKS, "{\"text\":\"x\"}").header("Content-Encoding", "gzip"))
        .problem(415, "UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void a_body_over_its_limit_is_refused_with_and_without_a_length() {
    byte[] large =
        ("{\"text\":\"" + "x".repeat(BODY_BYTES_MAX) + "\"}").getBytes(StandardCharsets.UTF_8);
    var known = BodyPublishers.ofByteArray(large);
    var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
    Stream.of(known, chunked)
        .forEach(body ->
            host.ask(host.to(TASKS).header("Content-Type", "application/json").POST(body))
                .problem(413, "TOO_LARGE"));
  }

  @Test
  void a_body_of_exactly_the_limit_is_read() {
    String body = "{\"text\":\"" + "x".repeat(BODY_BYTES_MAX - 11) + "\"}";
    assertEquals(BODY_BYTES_MAX, body.length());
    assertTrue(host.post(TASKS, body).problem(413, "TOO_LARGE").contains("coordination.text_max"));
  }
}
