package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Alert;
import dev.muster.contract.AlertState;
import dev.muster.contract.Reading;
import dev.muster.contract.Severity;
import dev.muster.contract.Snapshot;
import dev.muster.monitoring.MetricNames;
import dev.muster.monitoring.alert.AlertBoard;
import dev.muster.monitoring.alert.AlertRule;
import dev.muster.monitoring.alert.AlertRules;
import dev.muster.monitoring.alert.Comparison;
import dev.muster.monitoring.alert.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule of {@code conf/alerts.yaml} through its states, a minute at a time. */
final class ShippedAlertsTest {
  private static final AlertRules SHIPPED =
      AlertsLoader.load(TestHost.checkout().resolve("conf/alerts.yaml"), MetricNames.all());

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final int SHOWN_MINUTES = 15;

  private int minute;
  private List<Standing> standings = List.of();

  @Test
  void the_thresholds_are_those_of_the_definitions() {
    var found = new TreeMap<String, String>();
    SHIPPED.rules().forEach(rule -> found.put(rule.name(), rule.expr() + " " + rule.severity()));
    assertEquals(
        new TreeMap<>(
            Map.ofEntries(
                Map.entry("ModelBelowBaseline", "model_accuracy_gain_high < 0 critical"),
                Map.entry("ModelAccuracyLow", "model_accuracy < 0.8 warning"),
                Map.entry("PromisesBroken", "coordination_accuracy_gain_high < 0 critical"),
                Map.entry("PromisesKeptLow", "coordination_accuracy < 0.9 warning"),
                Map.entry("GradesWithoutSpread", "commonest_grade > 0.6 warning"),
                Map.entry("FeaturesLeak", "feature_leaks > 0 critical"),
                Map.entry("ErrorRateHigh", "error_rate > 0.05 critical"),
                Map.entry("SubmitSlow", "submit_time > 500 warning"),
                Map.entry("DecisionSlow", "decision_time > 500 warning"),
                Map.entry("HostMemoryHigh", "host_memory > 435.2 warning"),
                Map.entry("HostMemoryCritical", "host_memory > 486.4 critical"),
                Map.entry("MachineMemoryHigh", "machine_memory > 0.85 warning"),
                Map.entry("MachineMemoryCritical", "machine_memory > 0.95 critical"),
                Map.entry("PluginDenies", "plugins_denying > 0 critical"))),
        found);
  }

  @Test
  void each_rule_goes_through_all_its_states() {
    for (AlertRule rule : SHIPPED.rules()) {
      minute = 0;
      standings = List.of();
      double bad = bad(rule);
      double calm = rule.expr().number();
      var seen = new ArrayList<AlertState>();
      seen.add(after(rule, calm).state());
      int hold = Math.toIntExact(rule.holdFor().toMinutes());
      for (int i = 0; i < hold; i++) {
        assertEquals(AlertState.PENDING, after(rule, bad).state(), rule.name());
      }
      assertEquals(AlertState.FIRING, after(rule, bad).state(), rule.name());
      assertTrue(after(rule, bad).heard(), rule.name());
      for (int i = 0; i < SHOWN_MINUTES; i++) {
        assertEquals(AlertState.FIRING, after(rule, (Double) null).state(), rule.name());
      }
      int keep = Math.toIntExact(rule.keepFiringFor().toMinutes());
      for (int i = 0; i < keep; i++) {
        assertEquals(AlertState.FIRING, after(rule, calm).state(), rule.name());
      }
      for (int i = 0; i < SHOWN_MINUTES; i++) {
        assertEquals(AlertState.RESOLVED, after(rule, calm).state(), rule.name());
      }
      seen.add(after(rule, calm).state());
      assertEquals(List.of(AlertState.INACTIVE, AlertState.INACTIVE), seen, rule.name());
    }
  }

  @Test
  void a_threshold_that_needs_a_baseline_is_off_until_it_is_there() {
    off("ModelAccuracyLow", .79, .80, "off until the baseline, 0.800, is below 0.8");
    off("PromisesKeptLow", .89, .90, "off until the baseline, 0.900, is above 0.9");
    off("GradesWithoutSpread", .99, null, "off until the baseline is known");
    assertEquals(3, SHIPPED.rules().stream().filter(rule -> rule.baseline() != null).count());
  }

  private void off(String name, double value, @Nullable Double baseline, String note) {
    AlertRule rule = rule(name);
    var reading = new Reading(rule.expr().metric(), value, baseline, null);
    minute = 0;
    standings = List.of();
    for (int i = 0; i < 60; i++) {
      Alert alert = after(rule, reading);
      assertEquals(AlertState.INACTIVE, alert.state(), name);
      assertEquals(note, alert.note());
    }
  }

  @Test
  void a_critical_alert_of_memory_inhibits_its_warning_and_no_other() {
    AlertRule critical = rule("HostMemoryCritical");
    for (int i = 0; i < 3; i++) {
      assertEquals("HostMemoryCritical", after(critical, 500.0).name());
    }
    assertEquals("HostMemoryCritical", named("HostMemoryHigh").inhibitedBy());
    assertTrue(named("HostMemoryCritical").heard());
    assertEquals(Severity.WARNING, named("HostMemoryHigh").severity());
  }

  private static AlertRule rule(String name) {
    return SHIPPED.rules().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  private static double bad(AlertRule rule) {
    double step = rule.expr().comparison() == Comparison.LESS ? -.001 : .001;
    return rule.expr().number() + step;
  }

  /** With the baseline that the rule needs. */
  private Alert after(AlertRule rule, @Nullable Double value) {
    double number = rule.expr().number();
    double baseline =
        rule.baseline() == null
            ? 0
            : switch (rule.baseline()) {
              case ABOVE -> number + .05;
              case BELOW -> number - .05;
              case KNOWN -> number;
            };
    return after(
        rule, new Reading(rule.expr().metric(), value, baseline, value == null ? "not now" : null));
  }

  private Alert after(AlertRule rule, Reading reading) {
    var snapshot = new Snapshot(START.plusSeconds(60L * minute++), List.of(reading), List.of());
    standings =
        new AlertBoard(SHIPPED, Duration.ofMinutes(2)).judge(snapshot, standings, List.of());
    return named(rule.name());
  }

  private Alert named(String name) {
    return standings.stream()
        .map(Standing::alert)
        .filter(alert -> alert.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
