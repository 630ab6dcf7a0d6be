package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Severity;
import dev.muster.host.cli.CliRun;
import dev.muster.host.cli.ScriptedHost;
import dev.muster.monitoring.alert.AlertRule;
import dev.muster.monitoring.alert.AlertRules;
import dev.muster.monitoring.alert.Expression;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The way of an alert to people: API, events, commands, webhook, and over a restart. */
@Timeout(60)
final class AlertPathTest {
  private static final String ALERTS = "/api/v1/alerts";
  private static final AlertRules IDLE =
      new AlertRules(
          List.of(
              new AlertRule(
                  "Idle",
                  Expression.parse("tasks_ready == 0"),
                  Duration.ZERO,
                  Duration.ZERO,
                  Severity.WARNING,
                  Map.of("alertname", "Idle", "severity", "warning"),
                  "Nothing waits",
                  "Submit a task",
                  null)),
          List.of());

  private static TestHost start(Path data, String yaml) {
    var start =
        new Start(
            0,
            data,
            TestHost.checkout().resolve("webroot"),
            data.resolve("bundled"),
            null,
            false,
            false,
            IDLE);
    return TestHost.start(start, yaml, InstantSource.system());
  }

  /** The list, when the rules were judged for the first time. */
  private static JsonNode judged(TestHost host) {
    JsonNode list = host.get(ALERTS).json();
    while (list.path("alerts").isEmpty()) {
      list = host.get(ALERTS).json();
    }
    return list;
  }

  @Test
  void an_alert_is_listed_told_silenced_and_remembered(@TempDir Path data) throws Exception {
    String silence;
    try (TestHost host = start(data, "")) {
      JsonNode idle = judged(host).path("alerts").path(0);
      assertEquals("Idle", idle.path("name").asString());
      assertEquals("firing", idle.path("state").asString());
      assertEquals(0, idle.path("value").asInt(-1));
      try (EventStream events = EventStream.open(host, "")) {
        assertEquals("picture", events.next().name());
        silence = silenced(data);
        EventStream.Frame hushed = events.next();
        assertEquals("alert", hushed.name());
        assertEquals(silence, hushed.data().path("alert").path("silenced_by").asString());
      }
    }
    try (TestHost host = start(data, "")) {
      JsonNode list = judged(host);
      assertEquals(silence, list.path("alerts").path(0).path("silenced_by").asString());
      CliRun shown = CliRun.of("alert", "list", "--data", data.toString());
      assertTrue(shown.out().contains("silenced"), shown::told);
      assertTrue(shown.out().contains("alertname=\"Idle\""), shown::told);
      CliRun ended = CliRun.of("alert", "unsilence", silence, "--data", data.toString());
      assertEquals(0, ended.exitCode(), ended::told);
      assertTrue(host.get(ALERTS).json().path("alerts").path(0).path("silenced_by").isNull());
      CliRun history = CliRun.of("alert", "history", "Idle", "--json", "--data", data.toString());
      JsonNode changes = history.json().path("changes");
      assertEquals(1, changes.size(), history::told);
      assertEquals("inactive", changes.path(0).path("was").asString());
    }
  }

  /** Its id. */
  private static String silenced(Path data) {
    CliRun made =
        CliRun.of(
            "alert",
            "silence",
            "Idle",
            "--for",
            "2h",
            "--comment",
            "over lunch",
            "--by",
            "ana",
            "--json",
            "--data",
            data.toString());
    assertEquals(0, made.exitCode(), made::told);
    return made.json().path("id").asString();
  }

  @Test
  void an_order_that_cannot_be_is_refused_with_what_was_expected(@TempDir Path data) {
    try (TestHost host = start(data, "")) {
      String silences = ALERTS + "/silences";
      assertEquals(
          "matchers must be 1..20, were 0",
          host.post(silences, order("[]", "2999-01-01T00:00:00Z")).problem(400, "BAD_REQUEST"));
      String one = "[{\"name\":\"alertname\",\"value\":\"Idle\"}]";
      assertTrue(
          host.post(silences, order(one, "2026-01-01T00:00:00Z"))
              .problem(400, "BAD_REQUEST")
              .startsWith("ends_at must be after starts_at and now"));
      assertEquals(
          "ends_at must be within 366 days, was 2999-01-01T00:00:00Z",
          host.post(silences, order(one, "2999-01-01T00:00:00Z")).problem(400, "BAD_REQUEST"));
      assertEquals(
          "value must be a regular expression, was `(`",
          host.post(
                  silences,
                  order(
                      "[{\"name\":\"a\",\"value\":\"(\",\"is_regex\":true}]",
                      "2999-01-01T00:00:00Z"))
              .problem(400, "BAD_REQUEST"));
      var nobody = "silence_0197a1b2-c3d4-7700-8000-000000000001";
      assertEquals(
          "no silence has the id " + nobody,
          host.ask(host.to(silences + "/" + nobody).DELETE()).problem(404, "NOT_FOUND"));
      assertEquals(
          "limit must be in 1..1000, was 0",
          host.get(ALERTS + "/history?limit=0").problem(400, "BAD_REQUEST"));
      assertEquals(
          "minutes must be in 1..60 without a name, was 61",
          host.get("/api/v1/snapshots?minutes=61").problem(400, "BAD_REQUEST"));
    }
  }

  @Test
  void a_snapshot_says_what_is_measured_now(@TempDir Path data) {
    try (TestHost host = start(data, "")) {
      assertEquals(1, judged(host).path("alerts").size());
      JsonNode one =
          host.get("/api/v1/snapshots?name=drift_alarms&minutes=1440")
              .json()
              .path("snapshots")
              .path(0)
              .path("readings")
              .path(0);
      assertEquals(0, one.path("value").asInt(-1), one::toString);
      assertTrue(one.path("note").isNull());
    }
  }

  @Test
  void a_receiver_is_told_of_what_fires_when_the_host_starts(@TempDir Path data) throws Exception {
    try (var receiver = new ScriptedHost()) {
      receiver.on("/hook", call -> ScriptedHost.Answer.ok(""));
      String yaml = "monitoring:\n  webhook_url: " + receiver.url() + "/hook\n";
      try (TestHost host = start(data, yaml)) {
        JsonNode body = receiver.await("/hook").body();
        assertEquals("4", body.path("version").asString());
        assertEquals("firing", body.path("status").asString());
        assertEquals("http://127.0.0.1:" + host.port(), body.path("externalURL").asString());
      }
    }
  }

  private static String order(String matchers, String endsAt) {
    return "{\"matchers\":%s,\"ends_at\":\"%s\",\"created_by\":\"ana\",\"comment\":\"c\"}"
        .formatted(matchers, endsAt);
  }
}
