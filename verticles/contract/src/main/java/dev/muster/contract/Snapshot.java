package dev.muster.contract;

import java.time.Instant;
import java.util.List;

/**
 * All that is measured at an instant.
 *
 * @param trends empty when none were drawn then
 */
public record Snapshot(Instant at, List<Reading> readings, List<Trend> trends) {
  public Snapshot {
    readings = List.copyOf(readings);
    trends = List.copyOf(trends);
  }
}
