package dev.muster.contract;

import java.time.Instant;

/** A lease was granted, renewed, lent, returned, released or expired; {@code cause} says which. */
public record LeaseChanged(long seq, Instant at, String cause, boolean ended, FileLease lease)
    implements Event {
  public LeaseChanged {
    at = Message.required("at", at);
    lease = Message.required("lease", lease);
  }
}
