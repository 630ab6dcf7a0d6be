package dev.muster.monitoring.alert;

import java.util.List;

/** All rules of a host, in their order. */
public record AlertRules(List<AlertRule> rules, List<InhibitRule> inhibitions) {
  /** Of a host that nobody gave any. */
  public static final AlertRules NONE = new AlertRules(List.of(), List.of());

  public AlertRules {
    rules = List.copyOf(rules);
    inhibitions = List.copyOf(inhibitions);
  }
}
