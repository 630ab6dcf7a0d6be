package dev.muster.coordination.lease;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Json;
import dev.muster.contract.AcquireLeases;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseAnswer;
import dev.muster.contract.LeasesReleased;
import dev.muster.contract.LeasesRenewed;
import dev.muster.contract.ReleaseLeases;
import dev.muster.contract.RenewLeases;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import dev.muster.store.Tx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Leases on a real store in a folder, on a thread of their own, with a clock moved by hand. */
final class LeaseDesk implements AutoCloseable {
  static final String REPO = "/r/.git";
  static final String TREE = "/r";

  private final Path file;
  private final int queueMax;
  private LeaseLimits limits;
  private volatile ExecutorService loop;
  private volatile Store store;
  private volatile Leases leases;
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final AtomicLong monotonicNanos = new AtomicLong();

  LeaseDesk(Path folder) {
    this(folder, LeaseLimits.defaults());
  }

  LeaseDesk(Path folder, LeaseLimits limits) {
    this(folder, limits, 4096);
  }

  LeaseDesk(Path folder, int queueMax) {
    this(folder, LeaseLimits.defaults(), queueMax);
  }

  private LeaseDesk(Path folder, LeaseLimits limits, int queueMax) {
    this.file = folder.resolve("muster.db");
    this.limits = limits;
    this.queueMax = queueMax;
    this.loop = thread();
    this.store = Store.open(new StoreOptions(file, queueMax, 2, 5_000), Json.lenient());
    this.leases = started();
  }

  private static ExecutorService thread() {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().name("loop").factory());
  }

  private Leases started() {
    return answer(Leases.start(store, () -> now, monotonicNanos::get, limits, new Random(1), loop));
  }

  /** As a host that was killed and started again after {@code away}. */
  void restart(Duration away) {
    close();
    now = now.plus(away);
    loop = thread();
    store = Store.open(new StoreOptions(file, queueMax, 2, 5_000), Json.lenient());
    leases = started();
  }

  /** As a host that was started again with other limits. */
  void restart(LeaseLimits others) {
    limits = others;
    restart(Duration.ZERO);
  }

  /** The defaults but for these. */
  static LeaseLimits limits(boolean denyOtherWorktrees, int leasesMax, int perHolderMax) {
    LeaseLimits d = LeaseLimits.defaults();
    return new LeaseLimits(
        d.idleTtl(),
        d.restingTtl(),
        d.holdMax(),
        denyOtherWorktrees,
        leasesMax,
        perHolderMax,
        d.waitEdge());
  }

  /** Lets no write through until the answer is counted down. */
  CountDownLatch holdWriter() {
    var held = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var _ =
        store.write(tx -> {
          held.countDown();
          return awaits(release);
        });
    assertTrue(awaits(held));
    return release;
  }

  private static boolean awaits(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  <T> CompletionStage<T> later(Function<Leases, CompletionStage<T>> call) {
    Leases of = leases;
    return CompletableFuture.supplyAsync(() -> call.apply(of), loop).thenCompose(stage -> stage);
  }

  <T> T ask(Function<Leases, CompletionStage<T>> call) {
    return answer(later(call));
  }

  LeaseAnswer acquire(Holder holder, String... paths) {
    return acquireIn(TREE, holder, paths);
  }

  LeaseAnswer acquireIn(String worktree, Holder holder, String... paths) {
    return ask(l -> l.acquire(request(holder, worktree, paths)));
  }

  LeaseAnswer acquire(Holder holder, List<FileKey> files) {
    return ask(l -> l.acquire(new AcquireLeases(holder, null, files, null, "work")));
  }

  static AcquireLeases request(Holder holder, String worktree, String... paths) {
    return new AcquireLeases(holder, holder.session(), files(worktree, paths), null, "work");
  }

  LeasesRenewed renew(Holder holder, String... paths) {
    return ask(l ->
        CompletableFuture.completedFuture(l.renew(new RenewLeases(holder, files(TREE, paths)))));
  }

  LeasesReleased release(Holder holder, String... paths) {
    return release(holder, files(TREE, paths));
  }

  LeasesReleased release(Holder holder, List<FileKey> files) {
    return ask(l -> l.release(new ReleaseLeases(holder, files, List.of(), null)));
  }

  /** Time passes and nobody sweeps. */
  void pass(Duration time) {
    now = now.plus(time);
    monotonicNanos.addAndGet(time.toNanos());
  }

  int sweepAfter(Duration time) {
    pass(time);
    return ask(Leases::sweep);
  }

  /** The machine sleeps: only the wall clock goes on. */
  void sleep(Duration time) {
    now = now.plus(time);
  }

  /** Changes the store behind the back of the leases. */
  void inStore(Predicate<Tx> work) {
    assertTrue(answer(store.write(work::test)));
  }

  boolean deniesOtherWorktrees() {
    return limits.denyOtherWorktrees();
  }

  Store store() {
    return store;
  }

  /** What the store has of live leases. */
  List<FileLease> stored() {
    return answer(store.read(tx -> tx.leases().live(null)));
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
