package dev.muster.benchmarks;

import dev.muster.bus.Json;
import dev.muster.contract.Reading;
import dev.muster.contract.Severity;
import dev.muster.contract.Snapshot;
import dev.muster.monitoring.AlertDesk;
import dev.muster.monitoring.MonitoringLimits;
import dev.muster.monitoring.alert.AlertBoard;
import dev.muster.monitoring.alert.AlertRule;
import dev.muster.monitoring.alert.AlertRules;
import dev.muster.monitoring.alert.Expression;
import dev.muster.monitoring.alert.Standing;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What a snapshot of 200 metrics costs that 50 rules are judged by: the judgement alone in its
 * thread's own time, so that a busy machine does not count, and all of it with the snapshot and the
 * standings stored and synced, by the clock on the wall; must: below 10 ms. Each metric goes above
 * its threshold once in 40 minutes, so each minute some two alerts come and go.
 */
public final class AlertCost {
  private static final int METRICS = 200;
  private static final int RULES = 50;
  private static final int WARM = 500;
  private static final int ROUNDS = 1_000;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private AlertCost() {}

  public static void main(String[] args) throws Exception {
    List<AlertRule> rules = new ArrayList<>();
    for (int i = 0; i < RULES; i++) {
      rules.add(rule(i));
    }
    judged(new AlertRules(rules, List.of()));
    stored(new AlertRules(rules, List.of()));
  }

  private static void judged(AlertRules rules) {
    var thread = ManagementFactory.getThreadMXBean();
    var board = new AlertBoard(rules, MINUTE.multipliedBy(2));
    List<Standing> standings = List.of();
    long[] nanos = new long[ROUNDS];
    for (int i = -WARM; i < ROUNDS; i++) {
      long start = thread.getCurrentThreadCpuTime();
      standings = board.judge(snapshot(i), standings, List.of());
      if (i >= 0) {
        nanos[i] = thread.getCurrentThreadCpuTime() - start;
      }
    }
    print("snapshot and judgement", nanos);
  }

  private static void stored(AlertRules rules) throws Exception {
    Path folder = Files.createTempDirectory("muster-alerts");
    var limits = new MonitoringLimits(MINUTE, Duration.ofHours(24), 10_000, 1_000);
    var desk = new AlertDesk(rules, limits, new Random(1));
    var options = new StoreOptions(folder.resolve("muster.db"), 2_000, 2, 5_000);
    long[] nanos = new long[ROUNDS];
    try (Store store = Store.open(options, Json.lenient())) {
      for (int i = -WARM; i < ROUNDS; i++) {
        int minute = i;
        long start = System.nanoTime();
        store.write(tx -> desk.record(tx, snapshot(minute))).toCompletableFuture().join();
        if (i >= 0) {
          nanos[i] = System.nanoTime() - start;
        }
      }
    }
    print("the same, stored and synced", nanos);
  }

  private static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-28s %d metrics, %d rules: p50 %.3f ms, p99 %.3f ms, most %.3f ms (must < 10)%n",
        what,
        METRICS,
        RULES,
        nanos[ROUNDS / 2] / 1e6,
        nanos[ROUNDS * 99 / 100] / 1e6,
        nanos[ROUNDS - 1] / 1e6);
  }

  private static AlertRule rule(int number) {
    String name = "Rule" + number;
    return new AlertRule(
        name,
        Expression.parse("metric_" + 4 * number + " > 0.7"),
        MINUTE,
        MINUTE,
        number % 2 == 0 ? Severity.CRITICAL : Severity.WARNING,
        Map.of("alertname", name, "severity", number % 2 == 0 ? "critical" : "warning"),
        "it is {{ $value }}",
        "it is above .7",
        null);
  }

  private static Snapshot snapshot(int minute) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < METRICS; i++) {
      double turn = minute / 40.0 + i / (double) METRICS;
      readings.add(new Reading("metric_" + i, Math.sin(2 * Math.PI * turn), null, null));
    }
    Instant at = Instant.parse("2026-03-02T09:00:00Z").plus(MINUTE.multipliedBy(minute));
    return new Snapshot(at, readings, List.of());
  }
}
