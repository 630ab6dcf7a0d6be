package dev.muster.coordination.lease;

import dev.muster.bus.Json;
import dev.muster.contract.AcquireLeases;
import dev.muster.contract.FileKey;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseAnswer;
import dev.muster.contract.LeasesReleased;
import dev.muster.contract.LeasesRenewed;
import dev.muster.contract.ReleaseLeases;
import dev.muster.contract.RenewLeases;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** Leases on a real store in a folder, on a thread of their own, with a clock moved by hand. */
final class LeaseDesk implements AutoCloseable {
  static final String REPO = "/r/.git";
  static final String TREE = "/r";

  private final Path file;
  private final LeaseLimits limits;
  private volatile ExecutorService loop;
  private volatile Store store;
  private volatile Leases leases;
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long monotonicNanos;

  LeaseDesk(Path folder, LeaseLimits limits) {
    this.file = folder.resolve("muster.db");
    this.limits = limits;
    this.loop = thread();
    this.store = Store.open(new StoreOptions(file, 4096, 2, 5_000), Json.lenient());
    this.leases = started();
  }

  private static ExecutorService thread() {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().name("loop").factory());
  }

  private Leases started() {
    return answer(Leases.start(store, () -> now, limits, new Random(1), loop));
  }

  /** As a host that was killed and started again after {@code away}. */
  void restart(Duration away) {
    close();
    now = now.plus(away);
    loop = thread();
    store = Store.open(new StoreOptions(file, 4096, 2, 5_000), Json.lenient());
    leases = started();
  }

  /** Ends the host under its callers: what they wait for is lost, what was committed is there. */
  void killAndRestart() {
    loop.shutdownNow();
    store.close();
    store = Store.open(new StoreOptions(file, 4096, 2, 5_000), Json.lenient());
    loop = thread();
    leases = started();
  }

  <T> CompletionStage<T> later(Function<Leases, CompletionStage<T>> call) {
    Leases of = leases;
    return CompletableFuture.supplyAsync(() -> call.apply(of), loop).thenCompose(stage -> stage);
  }

  /** Answers come within a millisecond; one that does not is of a host that was killed. */
  <T> T ask(Function<Leases, CompletionStage<T>> call) {
    return later(call).toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
  }

  LeaseAnswer acquire(Holder holder, String... paths) {
    return acquireIn(TREE, holder, paths);
  }

  LeaseAnswer acquireIn(String worktree, Holder holder, String... paths) {
    return ask(l -> l.acquire(request(holder, worktree, paths)));
  }

  static AcquireLeases request(Holder holder, String worktree, String... paths) {
    return new AcquireLeases(holder, holder.session(), files(worktree, paths), null, "work");
  }

  LeasesRenewed renew(Holder holder, String... paths) {
    return ask(l ->
        CompletableFuture.completedFuture(l.renew(new RenewLeases(holder, files(TREE, paths)))));
  }

  LeasesReleased release(Holder holder, String... paths) {
    return ask(l -> l.release(new ReleaseLeases(holder, files(TREE, paths), List.of(), null)));
  }

  int sweepAfter(Duration time) {
    now = now.plus(time);
    monotonicNanos += time.toNanos();
    return ask(l -> l.sweep(monotonicNanos));
  }

  Store store() {
    return store;
  }

  Instant now() {
    return now;
  }

  static List<FileKey> files(String worktree, String... paths) {
    return Stream.of(paths).map(path -> new FileKey(REPO, worktree, path)).toList();
  }

  static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    loop.close();
    store.close();
  }
}
