package dev.muster.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Bus;
import dev.muster.bus.Json;
import dev.muster.contract.Addresses;
import dev.muster.contract.Alert;
import dev.muster.contract.AlertList;
import dev.muster.contract.AlertState;
import dev.muster.contract.EndSilence;
import dev.muster.contract.LabelMatcher;
import dev.muster.contract.ListAlertHistory;
import dev.muster.contract.ListAlerts;
import dev.muster.contract.ListSnapshots;
import dev.muster.contract.Severity;
import dev.muster.contract.Silence;
import dev.muster.contract.SilenceAlerts;
import dev.muster.contract.SilenceId;
import dev.muster.contract.Snapshot;
import dev.muster.monitoring.alert.AlertRule;
import dev.muster.monitoring.alert.AlertRules;
import dev.muster.monitoring.alert.Expression;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a store without tasks: {@code tasks_ready} is 0 and {@code error_rate} unknown. */
final class AlertVerticleTest {
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.install(vertx, Duration.ofSeconds(20));
  private final Store store;
  private final Instant now = Instant.parse("2026-03-02T09:30:00Z");

  AlertVerticleTest(@TempDir Path folder) {
    this.store =
        Store.open(new StoreOptions(folder.resolve("muster.db"), 2000, 2, 5000), Json.lenient());
    var monitoring =
        new Monitoring(
            new AlertRules(
                List.of(rule("Idle", "tasks_ready == 0"), rule("Bad", "error_rate > 0")),
                List.of()),
            new MonitoringLimits(Duration.ofSeconds(60), Duration.ofHours(24), 100, 2),
            folder,
            new Random(3));
    done(vertx.deployVerticle(new AlertVerticle(bus, store, () -> now, monitoring)));
    for (int look = 0; look < 1000 && list().at() == null; look++) {
      assertNotNull(list());
    }
  }

  private static AlertRule rule(String name, String expr) {
    return new AlertRule(
        name,
        Expression.parse(expr),
        Duration.ZERO,
        Duration.ZERO,
        Severity.CRITICAL,
        Map.of("alertname", name),
        name,
        name,
        null);
  }

  @AfterEach
  void close() {
    done(vertx.close());
    store.close();
  }

  @Test
  void the_first_snapshot_is_taken_at_the_start_and_judged() {
    AlertList list = list();
    assertEquals(now, list.at());
    assertEquals(AlertState.FIRING, list.alerts().getFirst().state());
    Alert unknown = list.alerts().getLast();
    assertEquals(AlertState.INACTIVE, unknown.state());
    assertTrue(String.valueOf(unknown.note()).startsWith("unknown: nothing of it"));
    assertEquals(
        List.of("Idle"),
        done(bus.request(Addresses.ALERT_HISTORY, new ListAlertHistory(null, 10)))
            .changes()
            .stream()
            .map(change -> change.name())
            .toList());
  }

  @Test
  void snapshots_hold_what_is_known_and_why_the_rest_is_not() {
    Snapshot snapshot =
        done(bus.request(Addresses.SNAPSHOT_LIST, new ListSnapshots(null, 60)))
            .snapshots()
            .getFirst();
    assertEquals(
        MetricNames.all(),
        snapshot.readings().stream()
            .map(reading -> reading.name())
            .collect(Collectors.toCollection(TreeSet::new)));
    assertEquals(6, snapshot.trends().size());
    Snapshot one =
        done(bus.request(Addresses.SNAPSHOT_LIST, new ListSnapshots("drift_alarms", 1440)))
            .snapshots()
            .getFirst();
    assertEquals("the learner did not answer", one.readings().getFirst().note());
  }

  @Test
  void a_silence_hushes_at_once_until_it_is_ended_and_more_than_the_limit_is_refused() {
    Silence silence = done(bus.request(Addresses.ALERT_SILENCE, order(60))).silence();
    assertEquals(silence.id(), list().alerts().getFirst().silencedBy());
    Silence ended =
        done(bus.request(Addresses.ALERT_UNSILENCE, new EndSilence(silence.id()))).silence();
    assertEquals(now, ended.endsAt());
    assertEquals(null, list().alerts().getFirst().silencedBy());
    assertEquals(
        ended, done(bus.request(Addresses.ALERT_UNSILENCE, new EndSilence(ended.id()))).silence());

    var _ = done(bus.request(Addresses.ALERT_SILENCE, order(60)));
    refused("2 silences are kept (monitoring.silences_max)", () -> order(60));
    refusedEnd();
  }

  private void refusedEnd() {
    var nobody = SilenceId.next(now, new Random(9));
    var failed =
        assertThrows(
            CompletionException.class,
            () -> done(bus.request(Addresses.ALERT_UNSILENCE, new EndSilence(nobody))));
    assertEquals(
        "no silence has the id " + nobody,
        String.valueOf(Objects.requireNonNull(failed.getCause()).getMessage()));
  }

  @Test
  void a_silence_that_is_over_is_refused() {
    refused("ends_at must be after starts_at and now", () -> order(0));
  }

  private void refused(String detail, Supplier<SilenceAlerts> order) {
    var failed =
        assertThrows(
            CompletionException.class,
            () -> done(bus.request(Addresses.ALERT_SILENCE, order.get())));
    String said = String.valueOf(Objects.requireNonNull(failed.getCause()).getMessage());
    assertTrue(said.startsWith(detail), said);
  }

  private SilenceAlerts order(int seconds) {
    return new SilenceAlerts(
        List.of(LabelMatcher.parse("alertname=Idle")),
        null,
        now.plusSeconds(seconds),
        "ana",
        "on purpose");
  }

  private AlertList list() {
    return done(bus.request(Addresses.ALERT_LIST, new ListAlerts()));
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
