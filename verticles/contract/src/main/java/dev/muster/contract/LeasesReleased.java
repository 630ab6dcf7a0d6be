package dev.muster.contract;

import java.util.List;

/** The leases that ended, or went back to their session. */
public record LeasesReleased(List<FileLease> leases) implements Reply {
  public LeasesReleased {
    leases = List.copyOf(leases);
  }
}
