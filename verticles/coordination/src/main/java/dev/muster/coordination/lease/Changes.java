package dev.muster.coordination.lease;

import dev.muster.contract.FileLease;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes changes of leases and settles them in memory; renewals are written now and then. */
final class Changes {
  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
  private static final int FLUSHED_MAX = 500;

  private final LeaseTable table;
  private final Notes notes;
  private final LeaseWriter writer;
  private final InstantSource clock;
  private final Executor loop;
  private final Set<Hold> renewed = new LinkedHashSet<>();

  Changes(LeaseTable table, Notes notes, LeaseWriter writer, InstantSource clock, Executor loop) {
    this.table = table;
    this.notes = notes;
    this.writer = writer;
    this.clock = clock;
    this.loop = loop;
  }

  /** These are to be written with the next flush. */
  void renewed(Collection<Hold> holds) {
    renewed.addAll(holds);
  }

  /** Writes a change; the answer, on the loop, has the leases as they stand or stood. */
  CompletionStage<List<FileLease>> write(Change change, Instant now) {
    return writer
        .write(change.steps(), now)
        .handleAsync((written, failure) -> settle(change, written, failure), loop);
  }

  private List<FileLease> settle(
      Change change, @Nullable List<FileLease> written, @Nullable Throwable failure) {
    for (int i = 0; i < change.steps().size(); i++) {
      settle(change.steps().get(i), change.holds().get(i), written == null ? null : written.get(i));
    }
    change.settle();
    if (written == null) {
      LOG.warn("{} steps on leases were not written", change.steps().size());
      throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }
    return written;
  }

  private void settle(Change.Step step, Hold hold, @Nullable FileLease written) {
    hold.change(null);
    switch (step.kind()) {
      case GRANT -> {
        if (written == null) {
          table.remove(hold);
        } else {
          hold.fenced(written.fence());
        }
      }
      case HAND_OVER -> {
        if (written != null) {
          hold.handTo(written.holder(), written.lent());
          hold.fenced(written.fence());
        }
      }
      case END -> {
        if (written != null) {
          table.remove(hold);
          renewed.remove(hold);
          if (Objects.requireNonNull(step.why()).lost()) {
            notes.expired(written);
          }
        }
      }
    }
  }

  /** Writes some of what was renewed; the answer is {@code ended} and how many it wrote. */
  CompletionStage<Integer> flush(int ended) {
    List<Hold> some = renewed.stream().limit(FLUSHED_MAX).toList();
    some.forEach(renewed::remove);
    List<FileLease> leases = LeaseTable.leases(some.stream().filter(Hold::stands).toList());
    return leases.isEmpty()
        ? CompletableFuture.completedFuture(ended)
        : writer
            .keep(leases, clock.instant())
            .whenCompleteAsync(
                (_, failure) -> {
                  if (failure != null) {
                    renewed.addAll(some.stream().filter(h -> table.of(h.id()) == h).toList());
                  }
                },
                loop)
            .thenApply(kept -> ended + kept);
  }
}
