package dev.muster.contract;

import java.time.Instant;
import java.util.List;

/** Leases as of {@code at}, longest held first. */
public record LeaseList(Instant at, List<FileLease> leases) implements Reply {
  public LeaseList {
    leases = List.copyOf(leases);
  }
}
