package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AlertChange;
import dev.muster.contract.AlertState;
import dev.muster.contract.LabelMatcher;
import dev.muster.contract.Reading;
import dev.muster.contract.Severity;
import dev.muster.contract.Silence;
import dev.muster.contract.SilenceId;
import dev.muster.contract.Snapshot;
import dev.muster.contract.Trend;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots, alerts and silences. */
final class MonitoringRowsTest {
  private TestStore store;

  @BeforeEach
  void open(@TempDir Path folder) {
    store = TestStore.in(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void snapshots_come_back_in_order_until_they_are_trimmed() {
    assertTrue(store.reads(tx -> tx.snapshots().newest() == null));
    for (int minute : new int[] {2, 0, 1}) {
      store.change(tx -> tx.snapshots().put(snapshot(minute)));
    }
    assertEquals(
        List.of(snapshot(1), snapshot(2)),
        store.read(tx -> tx.snapshots().since(NOW.plusSeconds(60))));
    assertEquals(
        NOW.plusSeconds(120), store.read(tx -> Objects.requireNonNull(tx.snapshots().newest())));
    store.change(tx -> tx.snapshots().trim(NOW.plusSeconds(120)));
    assertEquals(List.of(snapshot(2)), store.read(tx -> tx.snapshots().since(NOW)));
  }

  @Test
  void how_an_alert_stands_survives_a_restart_and_goes_with_its_rule() {
    store.change(tx -> tx.alerts().put("Hot", change(1)));
    store.change(tx -> tx.alerts().put("Hot", change(2)));
    store = store.reopened();
    assertEquals(List.of(change(2)), store.read(tx -> tx.alerts().standings(AlertChange.class)));
    store.change(tx -> tx.alerts().remove("Hot"));
    assertEquals(List.of(), store.read(tx -> tx.alerts().standings(AlertChange.class)));
  }

  @Test
  void the_latest_changes_are_kept_newest_first() {
    for (int minute = 0; minute < 5; minute++) {
      AlertChange change = change(minute);
      store.change(tx -> tx.alerts().append(change, 3));
    }
    assertEquals(
        List.of(change(4), change(3), change(2)), store.read(tx -> tx.alerts().history(null, 10)));
    assertEquals(List.of(change(4)), store.read(tx -> tx.alerts().history("Hot", 1)));
    assertEquals(List.of(), store.read(tx -> tx.alerts().history("Cold", 10)));
  }

  @Test
  void a_silence_is_kept_until_it_ended_long_ago() {
    store.change(tx -> tx.alerts().put(silence(1, 60)));
    store.change(tx -> tx.alerts().put(silence(2, 120)));
    assertEquals(
        List.of(silence(2, 120), silence(1, 60)), store.read(tx -> tx.alerts().silences()));
    store.change(tx -> tx.alerts().put(silence(2, 30)));
    assertEquals(
        silence(2, 30),
        store.read(tx -> Objects.requireNonNull(tx.alerts().silence(silence(2, 0).id()))));
    store.change(tx -> tx.alerts().trimSilences(NOW.plusSeconds(31)));
    assertEquals(List.of(silence(1, 60)), store.read(tx -> tx.alerts().silences()));
  }

  private static Snapshot snapshot(int minute) {
    return new Snapshot(
        NOW.plusSeconds(60L * minute),
        List.of(new Reading("heat", 1.5, .5, null), new Reading("cold", null, null, "no sensor")),
        List.of(new Trend("heat", .1, null, null, "per hour", 9, 30)));
  }

  private static AlertChange change(int minute) {
    return new AlertChange(
        NOW.plusSeconds(60L * minute),
        "Hot",
        Severity.CRITICAL,
        AlertState.PENDING,
        AlertState.FIRING,
        6.0,
        null,
        null);
  }

  private static Silence silence(int seed, int seconds) {
    return new Silence(
        SilenceId.next(NOW, new Random(seed)),
        List.of(LabelMatcher.parse("alertname=~\"H.*\"")),
        NOW,
        NOW.plusSeconds(seconds),
        "ana",
        "known");
  }
}
