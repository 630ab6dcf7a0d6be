package dev.muster.monitoring.alert;

import dev.muster.contract.Alert;
import dev.muster.contract.LabelMatcher;
import java.util.List;

/**
 * While an alert that {@code source} matches fires, nobody is told of those that {@code target}
 * matches and whose labels {@code equal} are the same; as Alertmanager has it.
 */
public record InhibitRule(
    List<LabelMatcher> source, List<LabelMatcher> target, List<String> equal) {
  public InhibitRule {
    source = List.copyOf(source);
    target = List.copyOf(target);
    equal = List.copyOf(equal);
  }

  /** An alert that matches both sides inhibits nothing that does so too, itself included. */
  boolean inhibits(Alert firing, Alert other) {
    return matches(source, firing)
        && matches(target, other)
        && !(matches(source, other) && matches(target, firing))
        && equal.stream()
            .allMatch(label ->
                firing
                    .labels()
                    .getOrDefault(label, "")
                    .equals(other.labels().getOrDefault(label, "")));
  }

  static boolean matches(List<LabelMatcher> matchers, Alert alert) {
    return matchers.stream().allMatch(matcher -> matcher.matches(alert.labels()));
  }
}
