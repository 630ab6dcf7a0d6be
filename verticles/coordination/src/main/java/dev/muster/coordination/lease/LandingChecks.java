package dev.muster.coordination.lease;

import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.Landing;
import dev.muster.contract.LandingChecked;
import dev.muster.store.Store;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says whether files may land, from the leases of now and those that ended. */
final class LandingChecks {
  private final LeaseTable table;
  private final Store store;
  private final InstantSource clock;
  private final Executor loop;

  LandingChecks(LeaseTable table, Store store, InstantSource clock, Executor loop) {
    this.table = table;
    this.store = store;
    this.clock = clock;
    this.loop = loop;
  }

  /** Whether a session may land these files: nobody else holds them or has had them since. */
  CompletionStage<LandingChecked> check(@Nullable Holder holder, List<FileKey> files) {
    List<FileLease> foreign =
        LeaseTable.leases(
            table
                .on(files)
                .filter(hold -> holder == null || !hold.isOf(holder.session()))
                .toList());
    if (holder == null) {
      return CompletableFuture.completedFuture(
          new LandingChecked(Landing.UNCHECKED, foreign, null));
    }
    return store
        .read(tx ->
            files.stream()
                .flatMap(file -> Stream.ofNullable(tx.leases().taker(file, holder.session())))
                .toList())
        .thenApplyAsync(takers -> landing(foreign, takers), loop);
  }

  private LandingChecked landing(List<FileLease> foreign, List<FileLease> takers) {
    List<FileLease> all =
        Stream.concat(foreign.stream(), takers.stream())
            .distinct()
            .sorted(Comparator.comparing(lease -> lease.file().path()))
            .toList();
    return all.isEmpty()
        ? new LandingChecked(Landing.CHECKED, all, null)
        : new LandingChecked(Landing.STALE, all, LeaseWords.stale(all, clock.instant()));
  }
}
