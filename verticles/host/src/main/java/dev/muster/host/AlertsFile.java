package dev.muster.host;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.contract.LabelMatcher;
import dev.muster.contract.Severity;
import dev.muster.monitoring.alert.AlertBoard;
import dev.muster.monitoring.alert.AlertRule;
import dev.muster.monitoring.alert.BaselineNeed;
import dev.muster.monitoring.alert.Expression;
import dev.muster.monitoring.alert.InhibitRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code conf/alerts.yaml}: groups of rules as Prometheus has them, inhibition as Alertmanager has
 * it.
 */
record AlertsFile(@Nullable List<Group> groups, @Nullable List<Inhibition> inhibitRules) {

  /** Rules that belong together. */
  record Group(String name, @Nullable List<Rule> rules) {
    Group {
      required("name", name);
    }
  }

  /** A rule; what it says nothing of is 0. */
  record Rule(
      String alert,
      Expression expr,
      @JsonProperty("for") @Nullable Duration holdFor,
      @Nullable Duration keepFiringFor,
      Labels labels,
      Annotations annotations) {
    Rule {
      required("alert", alert);
      if (!alert.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
        throw new IllegalArgumentException(
            "alert must have 1..64 letters, digits and _, was `" + alert + "`");
      }
      required("expr", expr);
      required("labels.severity", labels);
      required("annotations.summary", annotations);
    }

    AlertRule rule() {
      return new AlertRule(
          alert,
          expr,
          holdFor == null ? Duration.ZERO : holdFor,
          keepFiringFor == null ? Duration.ZERO : keepFiringFor,
          labels.severity(),
          labels.of(alert),
          annotations.summary(),
          annotations.description(),
          labels.requiresBaseline());
    }
  }

  /**
   * What a rule's alert is known by.
   *
   * @param component what it is about, for inhibition
   * @param requiresBaseline where the metric's baseline must be for the rule to be on
   */
  record Labels(
      Severity severity, @Nullable String component, @Nullable BaselineNeed requiresBaseline) {
    Labels {
      required("severity", severity);
    }

    Map<String, String> of(String alert) {
      var labels = new TreeMap<String, String>();
      labels.put("alertname", alert);
      labels.put("severity", severity.toString());
      if (component != null) {
        labels.put("component", component);
      }
      if (requiresBaseline != null) {
        labels.put("requires_baseline", requiresBaseline.toString());
      }
      return labels;
    }
  }

  /** What people are told. */
  record Annotations(String summary, String description) {
    Annotations {
      template("summary", summary);
      template("description", description);
    }

    private static void template(String field, String text) {
      required(field, text);
      if (text.replace(AlertBoard.VALUE, "").contains("{{")) {
        throw new IllegalArgumentException(
            field + " may hold " + AlertBoard.VALUE + " and no other template, was `" + text + "`");
      }
    }
  }

  /** What keeps people from being told of one alert because of another. */
  record Inhibition(
      List<LabelMatcher> sourceMatchers,
      List<LabelMatcher> targetMatchers,
      @Nullable List<String> equal) {
    Inhibition {
      required("source_matchers", sourceMatchers);
      required("target_matchers", targetMatchers);
      if (sourceMatchers.isEmpty() || targetMatchers.isEmpty()) {
        throw new IllegalArgumentException(
            "source_matchers and target_matchers must each have one, or they match everything");
      }
    }

    InhibitRule rule() {
      return new InhibitRule(sourceMatchers, targetMatchers, equal == null ? List.of() : equal);
    }
  }

  private static void required(String field, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is required");
    }
  }
}
