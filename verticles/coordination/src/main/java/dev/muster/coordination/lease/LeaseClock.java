package dev.muster.coordination.lease;

import dev.muster.coordination.clock.ClockWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The time of leases: while the machine sleeps it stands still for every one of them. */
final class LeaseClock {
  private final InstantSource wall;
  private final LongSupplier monotonicNanos;
  private final LeaseTable table;
  private final Changes changes;
  private final ClockWatch watch = new ClockWatch();

  LeaseClock(InstantSource wall, LongSupplier monotonicNanos, LeaseTable table, Changes changes) {
    this.wall = wall;
    this.monotonicNanos = monotonicNanos;
    this.table = table;
    this.changes = changes;
    var _ = watch.jumped(wall.instant(), monotonicNanos.getAsLong());
  }

  /** Now; a sleep of the machine since the call before is forgiven first. */
  Instant now() {
    Instant now = wall.instant();
    Duration slept = watch.jumped(now, monotonicNanos.getAsLong());
    if (slept.isPositive()) {
      table.all().forEach(hold -> hold.extend(slept));
      changes.renewed(table.all());
    }
    return now;
  }
}
