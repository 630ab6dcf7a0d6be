package dev.muster.coordination.lease;

import dev.muster.contract.Denial;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileLease;
import dev.muster.contract.LeaseChanged;
import dev.muster.contract.LeaseDenied;
import dev.muster.contract.Refused;
import dev.muster.store.Store;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Writes what becomes of leases, each with its event in the same commit. */
final class LeaseWriter {
  private final Store store;

  LeaseWriter(Store store) {
    this.store = store;
  }

  /** Writes every step or none; the answer has the leases as they were written. */
  CompletionStage<List<FileLease>> write(List<Change.Step> steps, Instant now) {
    return store.write(tx -> {
      var written = new ArrayList<FileLease>(steps.size());
      for (Change.Step step : steps) {
        FileLease lease = write(tx, step, now);
        boolean ended = step.kind() == Change.Kind.END;
        tx.events().append(seq -> new LeaseChanged(seq, now, step.cause(), ended, lease));
        written.add(lease);
      }
      return written;
    });
  }

  private static FileLease write(Tx tx, Change.Step step, Instant now) {
    return switch (step.kind()) {
      case GRANT -> {
        FileLease lease = fenced(step.lease(), tx.nextFence());
        if (!tx.leases().insert(lease)) {
          throw new Refused(
              FailureCode.CONFLICT, lease.file().path() + " is held under another host");
        }
        yield lease;
      }
      case HAND_OVER -> {
        FileLease lease = fenced(step.lease(), tx.nextFence());
        if (!tx.leases().transfer(lease)) {
          throw new Refused(FailureCode.LEASE_LOST, lease.file().path() + " is not held any more");
        }
        yield lease;
      }
      case END -> {
        tx.leases().end(step.lease(), Objects.requireNonNull(step.why()), now);
        yield step.lease();
      }
    };
  }

  /** Writes how long leases go on that were renewed in memory. */
  CompletionStage<Integer> keep(List<FileLease> renewed, Instant now) {
    return store.write(tx -> {
      int kept = 0;
      for (FileLease lease : renewed) {
        if (tx.leases().keep(lease)) {
          tx.events().append(seq -> new LeaseChanged(seq, now, "renewed", false, lease));
          kept++;
        }
      }
      return kept;
    });
  }

  CompletionStage<Integer> deny(List<Denial> denials, Instant now) {
    return store.write(tx -> {
      for (Denial denial : denials) {
        tx.leases().deny(denial);
        tx.events().append(seq -> new LeaseDenied(seq, now, denial));
      }
      return denials.size();
    });
  }

  private static FileLease fenced(FileLease lease, long fence) {
    return new FileLease(
        lease.id(),
        lease.file(),
        lease.holder(),
        lease.agent(),
        lease.taskId(),
        lease.intent(),
        fence,
        lease.grantedAt(),
        lease.renewedAt(),
        lease.until(),
        lease.heldAtMost(),
        lease.lent(),
        lease.edits());
  }
}
