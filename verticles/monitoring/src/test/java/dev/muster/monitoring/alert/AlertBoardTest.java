package dev.muster.monitoring.alert;

import static dev.muster.contract.AlertState.FIRING;
import static dev.muster.contract.AlertState.INACTIVE;
import static dev.muster.contract.AlertState.PENDING;
import static dev.muster.contract.AlertState.RESOLVED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Alert;
import dev.muster.contract.LabelMatcher;
import dev.muster.contract.Reading;
import dev.muster.contract.Severity;
import dev.muster.contract.Silence;
import dev.muster.contract.SilenceId;
import dev.muster.contract.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rules {@code Hot: heat > 5} with two minutes of {@code for} and one of {@code keep}, and more.
 */
final class AlertBoardTest {
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private Instant now = START;
  private AlertRules rules = new AlertRules(List.of(hot("Hot", Severity.WARNING, 2, 1)), List.of());
  private List<Standing> standings = List.of();
  private List<Silence> silences = List.of();

  static AlertRule hot(String name, Severity severity, int holdMinutes, int keepMinutes) {
    return new AlertRule(
        name,
        Expression.parse("heat > 5"),
        Duration.ofMinutes(holdMinutes),
        Duration.ofMinutes(keepMinutes),
        severity,
        Map.of("alertname", name, "severity", severity.toString(), "component", "oven"),
        "heat is {{ $value }}",
        "too hot",
        null);
  }

  /** The first alert after a minute more with this heat. */
  private Alert after(@Nullable Double heat) {
    return after(new Reading("heat", heat, null, heat == null ? "the sensor is gone" : null));
  }

  private Alert after(Reading reading) {
    now = now.plusSeconds(60);
    standings =
        new AlertBoard(rules, Duration.ofMinutes(2))
            .judge(new Snapshot(now, List.of(reading), List.of()), standings, silences);
    return standings.getFirst().alert();
  }

  @Test
  void an_alert_fires_after_its_time_and_is_resolved_after_it_was_kept() {
    assertEquals(INACTIVE, after(5.0).state());
    assertEquals(PENDING, after(6.0).state());
    assertEquals(PENDING, after(7.0).state());
    Alert firing = after(8.0);
    assertEquals(FIRING, firing.state());
    assertEquals(START.plusSeconds(240), firing.firingSince());
    assertEquals("heat is 8", firing.summary());
    assertEquals(FIRING, after(4.0).state());
    Alert resolved = after(4.0);
    assertEquals(RESOLVED, resolved.state());
    assertEquals(START.plusSeconds(360), resolved.resolvedAt());
    assertEquals(START.plusSeconds(240), resolved.firingSince());
    now = now.plusSeconds(13 * 60);
    assertEquals(RESOLVED, after(4.0).state());
    Alert over = after(4.0);
    assertEquals(INACTIVE, over.state());
    assertNull(over.firingSince());
    assertNull(over.resolvedAt());
  }

  @Test
  void a_condition_that_breaks_off_begins_anew() {
    after(6.0);
    after(6.0);
    assertEquals(INACTIVE, after(5.0).state());
    assertEquals(PENDING, after(6.0).state());
    assertEquals(PENDING, after(6.0).state());
    assertEquals(FIRING, after(6.0).state());
  }

  @Test
  void without_a_time_it_fires_and_is_resolved_at_once() {
    rules = new AlertRules(List.of(hot("Hot", Severity.WARNING, 0, 0)), List.of());
    assertEquals(FIRING, after(6.0).state());
    assertEquals(RESOLVED, after(5.0).state());
    assertEquals(FIRING, after(6.0).state());
  }

  @Test
  void a_heat_that_comes_back_while_it_is_kept_keeps_it_firing() {
    after(6.0);
    after(6.0);
    after(6.0);
    assertEquals(FIRING, after(5.0).state());
    assertEquals(FIRING, after(6.0).state());
    assertEquals(FIRING, after(5.0).state());
    assertEquals(RESOLVED, after(5.0).state());
  }

  @Test
  void an_unknown_value_keeps_the_state_says_why_and_its_time_does_not_count() {
    after(6.0);
    for (int minute = 0; minute < 30; minute++) {
      Alert unknown = after((Double) null);
      assertEquals(PENDING, unknown.state());
      assertEquals("unknown: the sensor is gone", unknown.note());
      assertNull(unknown.value());
    }
    assertEquals(PENDING, after(6.0).state());
    assertEquals(FIRING, after(6.0).state());
    assertEquals(FIRING, after((Double) null).state());
    assertEquals(FIRING, after(5.0).state());
    assertEquals(FIRING, after((Double) null).state());
    assertEquals(FIRING, after((Double) null).state());
    assertEquals(RESOLVED, after(5.0).state());
  }

  @Test
  void a_metric_that_the_snapshot_lacks_is_unknown() {
    Alert alert = after(new Reading("cold", 1.0, null, null));
    assertEquals(INACTIVE, alert.state());
    assertEquals("unknown: no snapshot has it", alert.note());
  }

  @Test
  void a_time_in_which_nobody_judged_does_not_count() {
    after(6.0);
    now = now.plusSeconds(3600);
    assertEquals(PENDING, after(6.0).state());
    assertEquals(PENDING, after(6.0).state());
    assertEquals(FIRING, after(6.0).state());
  }

  @Test
  void a_clock_that_is_set_back_neither_fires_nor_hangs() {
    after(6.0);
    now = now.minusSeconds(3600);
    assertEquals(PENDING, after(6.0).state());
    assertEquals(PENDING, after(6.0).state());
    assertEquals(FIRING, after(6.0).state());
  }

  @Test
  void a_critical_alert_inhibits_the_warning_of_the_same_component() {
    var inhibition =
        new InhibitRule(
            List.of(LabelMatcher.parse("severity=\"critical\"")),
            List.of(LabelMatcher.parse("severity=\"warning\"")),
            List.of("component"));
    rules =
        new AlertRules(
            List.of(hot("Hot", Severity.WARNING, 0, 0), hot("Hotter", Severity.CRITICAL, 1, 0)),
            List.of(inhibition));
    assertNull(after(6.0).inhibitedBy());
    assertTrue(standings.getFirst().alert().heard());
    Alert inhibited = after(6.0);
    assertEquals("Hotter", inhibited.inhibitedBy());
    assertFalse(inhibited.heard());
    assertNull(standings.getLast().alert().inhibitedBy());
    assertNull(after(5.0).inhibitedBy());
  }

  @Test
  void what_matches_both_sides_inhibits_nobody() {
    List<LabelMatcher> all = List.of(LabelMatcher.parse("component=~o.*"));
    rules =
        new AlertRules(
            List.of(hot("Hot", Severity.WARNING, 0, 0), hot("Hotter", Severity.WARNING, 0, 0)),
            List.of(new InhibitRule(all, all, List.of())));
    assertNull(after(6.0).inhibitedBy());
    assertNull(standings.getLast().alert().inhibitedBy());
  }

  @Test
  void a_silence_hushes_from_its_start_to_its_end_and_the_state_goes_on() {
    SilenceId id = SilenceId.next(START, new Random(7));
    silences =
        List.of(
            new Silence(
                id,
                List.of(LabelMatcher.parse("alertname=Hot")),
                START.plusSeconds(120),
                START.plusSeconds(240),
                "ana",
                "known"));
    assertNull(after(6.0).silencedBy());
    assertEquals(id, after(6.0).silencedBy());
    Alert firing = after(6.0);
    assertEquals(FIRING, firing.state());
    assertEquals(id, firing.silencedBy());
    assertFalse(firing.heard());
    assertTrue(after(6.0).heard());
  }

  @Test
  void a_rule_is_off_until_its_baseline_is_where_it_must_be() {
    rules = new AlertRules(List.of(shy(BaselineNeed.ABOVE)), List.of());
    Alert off = after(new Reading("heat", 6.0, 5.0, null));
    assertEquals(INACTIVE, off.state());
    assertEquals("off until the baseline, 5.000, is above 5.0", off.note());
    assertEquals(
        "off until the baseline is known", after(new Reading("heat", 6.0, null, null)).note());
    assertEquals(FIRING, after(new Reading("heat", 6.0, 5.1, null)).state());
    assertEquals(RESOLVED, after(new Reading("heat", 6.0, 4.9, null)).state());

    rules = new AlertRules(List.of(shy(BaselineNeed.BELOW)), List.of());
    assertEquals(FIRING, after(new Reading("heat", 6.0, 4.9, null)).state());
  }

  private static AlertRule shy(BaselineNeed need) {
    AlertRule rule = hot("Hot", Severity.WARNING, 0, 0);
    return new AlertRule(
        rule.name(),
        rule.expr(),
        rule.holdFor(),
        rule.keepFiringFor(),
        rule.severity(),
        rule.labels(),
        rule.summary(),
        rule.description(),
        need);
  }

  @Test
  void an_alert_whose_rule_is_gone_is_resolved_if_it_fired() {
    after(6.0);
    after(6.0);
    after(6.0);
    var board = new AlertBoard(AlertRules.NONE, Duration.ofMinutes(2));
    Alert gone = board.gone(standings, now).getFirst();
    assertEquals(RESOLVED, gone.state());
    assertEquals("its rule is gone", gone.note());
    assertEquals(List.of(), new AlertBoard(rules, Duration.ofMinutes(2)).gone(standings, now));
  }

  @Test
  void only_what_people_would_see_is_a_change() {
    Alert inactive = after(1.0);
    assertFalse(AlertBoard.changed(null, inactive));
    assertFalse(AlertBoard.changed(inactive, after(2.0)));
    Alert pending = after(6.0);
    assertTrue(AlertBoard.changed(inactive, pending));
    assertTrue(AlertBoard.changed(pending, after((Double) null)));
  }
}
