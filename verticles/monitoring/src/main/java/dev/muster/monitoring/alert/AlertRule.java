package dev.muster.monitoring.alert;

import dev.muster.contract.Severity;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule as Prometheus has it.
 *
 * @param holdFor how long its condition must hold before it fires
 * @param keepFiringFor how long it fires on after its condition held
 * @param labels what matchers see, {@code alertname} and {@code severity} among them
 * @param baseline null when the rule is always on
 */
public record AlertRule(
    String name,
    Expression expr,
    Duration holdFor,
    Duration keepFiringFor,
    Severity severity,
    Map<String, String> labels,
    String summary,
    String description,
    @Nullable BaselineNeed baseline) {
  public AlertRule {
    labels = Map.copyOf(labels);
  }
}
