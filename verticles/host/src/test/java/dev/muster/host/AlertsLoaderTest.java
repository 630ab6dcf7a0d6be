package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.contract.LabelMatcher;
import dev.muster.contract.Severity;
import dev.muster.host.cli.Refusal;
import dev.muster.monitoring.alert.AlertRule;
import dev.muster.monitoring.alert.AlertRules;
import dev.muster.monitoring.alert.BaselineNeed;
import dev.muster.monitoring.alert.InhibitRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlertsLoaderTest {
  private static final String RULE =
      """
      groups:
        - name: oven
          rules:
            - alert: Hot
              expr: heat > 5
              for: 1h30m
              keep_firing_for: 90s
              labels:
                severity: critical
                component: oven
                requires_baseline: above
              annotations:
                summary: heat is {{ $value }}
                description: too hot
      inhibit_rules:
        - source_matchers: ['severity="critical"', 'component=~"ov.*"']
          target_matchers: [severity!=critical]
          equal: [component]
      """;

  @TempDir Path folder;

  private AlertRules load(String yaml) {
    try {
      Path file = Files.writeString(folder.resolve("alerts.yaml"), yaml);
      return AlertsLoader.load(file, Set.of("heat", "cold"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void refused(String was, String becomes, int line, String rule) {
    String yaml = RULE.replace(was, becomes);
    var refusal = assertThrows(Refusal.class, () -> load(yaml), becomes);
    assertEquals(78, refusal.exitCode());
    assertEquals(
        folder.resolve("alerts.yaml") + ":" + line + ": " + rule, refusal.getMessage(), becomes);
  }

  @Test
  void a_rule_is_read_with_all_that_it_says() {
    AlertRules rules = load(RULE);
    AlertRule hot = rules.rules().getFirst();
    assertEquals("heat > 5", hot.expr().toString());
    assertEquals(Duration.ofMinutes(90), hot.holdFor());
    assertEquals(Duration.ofSeconds(90), hot.keepFiringFor());
    assertEquals(Severity.CRITICAL, hot.severity());
    assertEquals(BaselineNeed.ABOVE, hot.baseline());
    assertEquals(
        Map.of(
            "alertname", "Hot",
            "severity", "critical",
            "component", "oven",
            "requires_baseline", "above"),
        hot.labels());
    assertEquals(
        List.of(
            new InhibitRule(
                List.of(
                    new LabelMatcher("severity", "critical", false, true),
                    new LabelMatcher("component", "ov.*", true, true)),
                List.of(new LabelMatcher("severity", "critical", false, false)),
                List.of("component"))),
        rules.inhibitions());
  }

  @Test
  void what_may_be_left_out_is_nothing() {
    for (String empty : List.of("", "groups:\n", "groups: []\n", "groups: [{name: a}]\n")) {
      assertEquals(AlertRules.NONE, load(empty), empty);
    }
    AlertRule bare =
        load("groups: [{name: a, rules: [{alert: A, expr: cold < 1, labels: {severity: warning},"
                + " annotations: {summary: s, description: d}}]}]")
            .rules()
            .getFirst();
    assertEquals(Duration.ZERO, bare.holdFor());
    assertEquals(Duration.ZERO, bare.keepFiringFor());
    assertNull(bare.baseline());
    assertEquals(AlertRules.NONE, AlertsLoader.beside(folder.resolve("none/muster.yaml")));
  }

  @Test
  void an_expression_that_is_more_is_refused_at_its_line() {
    String form = "expr must be `metric op number` with one of > >= < <= == !=, was ";
    refused("heat > 5", "rate(heat[5m]) > 5", 5, form + "`rate(heat[5m]) > 5`");
    refused("heat > 5", "heat > 5 and cold < 1", 5, form + "`heat > 5 and cold < 1`");
    refused("heat > 5", "5", 5, form + "`5`");
    refused("heat > 5", "{a: b}", 5, "expr must be `metric op number`, was a map or list");
  }

  @Test
  void a_metric_that_no_snapshot_has_is_refused_with_the_nearest() {
    refused(
        "heat > 5",
        "heta > 5",
        5,
        "expr must name a metric that snapshots have, was `heta`; the nearest known one is `heat`");
  }

  @Test
  void an_unknown_key_is_refused_at_its_line() {
    refused("for: 1h30m", "fro: 1h30m", 6, "unknown key `fro`; the nearest known one is `for`");
    refused(
        "component: oven",
        "componet: a",
        10,
        "unknown key `componet`; the nearest known one is `component`");
    refused(
        "- name: oven",
        "- name: oven\n    limit: 3",
        3,
        "unknown key `limit`; the nearest known one is `name`");
  }

  @Test
  void a_value_of_the_wrong_form_is_refused_at_its_line() {
    refused("1h30m", "soon", 6, "a time must be like 90s, 10m or 1h30m, was `soon`");
    refused("90s", "5m1h", 7, "a time must be like 90s, 10m or 1h30m, was `5m1h`");
    refused(
        "severity: critical",
        "severity: fatal",
        9,
        "groups.[].rules.[].labels.severity must be one of [critical, warning], was `fatal`");
    refused(
        "heat is {{ $value }}",
        "'{{ $labels.oven }}'",
        12,
        "summary may hold {{ $value }} and no other template, was `{{ $labels.oven }}`");
    refused(
        "'severity=\"critical\"', ",
        "'severity>1', ",
        16,
        "a matcher must be like severity=\"critical\", with =, !=, =~ or !~, was `severity>1`");
    refused(
        "alert: Hot",
        "alert: too hot",
        4,
        "alert must have 1..64 letters, digits and _, was `too hot`");
  }

  @Test
  void what_is_missing_is_refused_where_it_should_be() {
    refused("alert: Hot\n        expr", "expr", 4, "alert is required");
    refused("        expr: heat > 5\n", "", 4, "expr is required");
    refused("severity: critical\n          ", "", 8, "severity is required");
  }

  @Test
  void a_name_that_is_there_twice_is_refused_at_the_second() {
    String rules = RULE.substring(RULE.indexOf("      - alert"), RULE.indexOf("inhibit_rules"));
    String yaml = RULE.replace("inhibit_rules", rules + "inhibit_rules");
    var refusal = assertThrows(Refusal.class, () -> load(yaml));
    assertEquals(
        folder.resolve("alerts.yaml")
            + ":15: alert must be a name of its own, `Hot` is there already",
        refusal.getMessage());
  }

  @Test
  void an_entry_that_is_nothing_is_refused() {
    var refusal =
        assertThrows(Refusal.class, () -> load("groups:\n  - name: a\n    rules:\n      -\n"));
    assertEquals(
        folder.resolve("alerts.yaml") + ":4: expected an entry, found nothing behind the -",
        refusal.getMessage());
  }
}
