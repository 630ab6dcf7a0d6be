package dev.muster.coordination.lease;

import dev.muster.contract.AcquireLeases;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseId;
import dev.muster.contract.Refused;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes the change that gives a holder its files: fresh leases, and those lent by its session. */
final class Granting {
  private final LeaseTable table;
  private final LeaseLimits limits;
  private final RandomGenerator random;

  Granting(LeaseTable table, LeaseLimits limits, RandomGenerator random) {
    this.table = table;
    this.limits = limits;
    this.random = random;
  }

  /** Nobody may stand in the way; empty when the holder has every file already. */
  Change change(AcquireLeases request, List<FileKey> files, Instant now) {
    Holder holder = request.holder();
    List<FileKey> free = files.stream().filter(file -> table.on(file) == null).toList();
    if (!free.isEmpty()) {
      refuseBeyond(limits.leasesMax(), table.size() + free.size(), "leases.leases_max");
      int held = table.ofHolder(holder).size();
      refuseBeyond(limits.perHolderMax(), held + free.size(), "leases.per_holder_max");
    }
    var change = new Change();
    for (FileKey file : files) {
      Hold hold = table.on(file);
      if (hold == null) {
        change.grant(table.add(fresh(request, file, now)));
      } else if (!hold.holder().equals(holder)) {
        change.handOver(hold, holder, true);
      }
    }
    return change;
  }

  private FileLease fresh(AcquireLeases request, FileKey file, Instant now) {
    String agent = request.agent();
    return new FileLease(
        LeaseId.next(now, random),
        file,
        request.holder(),
        agent == null ? request.holder().session() : agent,
        request.taskId(),
        request.intent(),
        0,
        now,
        now,
        now.plus(limits.idleTtl()),
        now.plus(limits.holdMax()),
        false,
        0);
  }

  private static void refuseBeyond(long max, long wanted, String key) {
    if (wanted > max) {
      throw new Refused(FailureCode.OVERLOADED, wanted + " leases are wanted (" + key + ")");
    }
  }
}
