package dev.muster.contract;

import java.util.List;

/** The latest health check of each component, in a fixed order. */
public record HealthReport(List<HealthCheck> checks) implements Reply {
  public HealthReport {
    checks = List.copyOf(checks);
  }
}
