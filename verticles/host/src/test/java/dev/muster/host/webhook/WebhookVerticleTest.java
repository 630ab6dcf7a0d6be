package dev.muster.host.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.Alert;
import dev.muster.contract.AlertChanged;
import dev.muster.contract.AlertList;
import dev.muster.contract.AlertState;
import dev.muster.contract.Severity;
import dev.muster.host.cli.ScriptedHost;
import dev.muster.host.cli.ScriptedHost.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real receiver on this machine. */
@Timeout(60)
final class WebhookVerticleTest {
  private static final Instant AT = Instant.parse("2026-03-02T09:25:00Z");

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.install(vertx, Duration.ofSeconds(20));
  private final ScriptedHost receiver = new ScriptedHost();
  private List<Alert> alerts = List.of();

  @AfterEach
  void close() {
    done(vertx.close());
    receiver.close();
  }

  static Alert alert(String name, AlertState state, @Nullable String inhibitedBy) {
    return new Alert(
        name,
        Severity.CRITICAL,
        Map.of("alertname", name, "severity", "critical"),
        "heat > 5",
        state,
        AT,
        AT,
        state == AlertState.RESOLVED ? AT.plusSeconds(60) : null,
        6.0,
        null,
        inhibitedBy,
        null,
        "heat is 6",
        "too hot");
  }

  private void start() {
    done(
        bus.serve(
            Addresses.ALERT_LIST,
            q -> Future.succeededFuture(new AlertList(AT, alerts, List.of()))));
    var options =
        new WebhookOptions(
            receiver.url() + "/hook", 2, Duration.ofSeconds(10), Duration.ofMillis(5));
    done(vertx.deployVerticle(new WebhookVerticle(bus, options, "http://muster.test:7470")));
  }

  private void tell(Alert alert) {
    bus.publish(Addresses.ALERT_EVENTS, new AlertChanged(1, AT, alert));
  }

  @Test
  void an_alert_is_posted_as_alertmanager_would() throws Exception {
    receiver.on("/hook", call -> Answer.ok(""));
    start();
    tell(alert("Hot", AlertState.FIRING, null));
    String expected =
        """
        {"alerts":[{"annotations":{"description":"too hot","summary":"heat is 6"},\
        "endsAt":"0001-01-01T00:00:00Z","fingerprint":"%s",\
        "generatorURL":"http://muster.test:7470/#alerts",\
        "labels":{"alertname":"Hot","severity":"critical"},\
        "startsAt":"2026-03-02T09:25:00Z","status":"firing"}],\
        "commonAnnotations":{"description":"too hot","summary":"heat is 6"},\
        "commonLabels":{"alertname":"Hot","severity":"critical"},\
        "externalURL":"http://muster.test:7470","groupKey":"{}:{alertname=\\"Hot\\"}",\
        "groupLabels":{"alertname":"Hot"},"receiver":"muster","status":"firing",\
        "truncatedAlerts":0,"version":"4"}\
        """
            .formatted(
                Notification.fingerprint(Map.of("alertname", "Hot", "severity", "critical")));
    assertEquals(new JsonMapper().readTree(expected), receiver.await("/hook").body());

    tell(alert("Hot", AlertState.RESOLVED, null));
    JsonNode resolved = receiver.await("/hook").body();
    assertEquals("resolved", resolved.path("status").asString());
    assertEquals("2026-03-02T09:26:00Z", resolved.path("alerts").path(0).path("endsAt").asString());
  }

  @Test
  void what_fired_before_the_start_is_told_and_what_is_hushed_is_not() throws Exception {
    receiver.on("/hook", call -> Answer.ok(""));
    alerts =
        List.of(
            alert("Inhibited", AlertState.FIRING, "Hot"),
            alert("Calm", AlertState.INACTIVE, null),
            alert("Hot", AlertState.FIRING, null));
    start();
    assertEquals("Hot", name(receiver.await("/hook")));
    tell(alert("Inhibited", AlertState.RESOLVED, null));
    tell(alert("Last", AlertState.FIRING, null));
    assertEquals("Last", name(receiver.await("/hook")));
  }

  @Test
  void a_receiver_that_is_away_is_tried_again_until_it_takes_it() throws Exception {
    Deque<Answer> answers =
        new ArrayDeque<>(List.of(new Answer(503, ""), new Answer(429, ""), new Answer(500, "")));
    receiver.on("/hook", call -> answers.isEmpty() ? Answer.ok("") : answers.removeFirst());
    receiver.leave();
    start();
    tell(alert("Hot", AlertState.FIRING, null));
    receiver.comeBack();
    for (int i = 0; i < 4; i++) {
      assertEquals("Hot", name(receiver.await("/hook")));
    }
    tell(alert("Next", AlertState.FIRING, null));
    assertEquals("Next", name(receiver.await("/hook")));
  }

  @Test
  void what_a_receiver_refuses_for_good_is_not_repeated() throws Exception {
    receiver.on("/hook", call -> new Answer(400, ""));
    start();
    tell(alert("Hot", AlertState.FIRING, null));
    tell(alert("Next", AlertState.FIRING, null));
    assertEquals("Hot", name(receiver.await("/hook")));
    assertEquals("Next", name(receiver.await("/hook")));
  }

  private static String name(ScriptedHost.Call call) {
    return call.body().path("groupLabels").path("alertname").asString();
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
