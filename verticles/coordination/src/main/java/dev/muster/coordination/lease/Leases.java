package dev.muster.coordination.lease;

import dev.muster.contract.AcquireLeases;
import dev.muster.contract.CheckLanding;
import dev.muster.contract.EndSubagent;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LandingChecked;
import dev.muster.contract.LeaseAnswer;
import dev.muster.contract.LeaseId;
import dev.muster.contract.LeaseList;
import dev.muster.contract.LeasesReleased;
import dev.muster.contract.LeasesRenewed;
import dev.muster.contract.ListLeases;
import dev.muster.contract.ReleaseLeases;
import dev.muster.contract.RenewLeases;
import dev.muster.contract.RestLeases;
import dev.muster.contract.TaskId;
import dev.muster.store.LeaseRows.Ended;
import dev.muster.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The leases on files of one host. A check and a renewal are answered from memory; what is granted
 * for the first time, handed over or ended is answered after its commit. Confined to the thread of
 * {@code loop}: every call comes on it, and every answer is given on it.
 */
public final class Leases {
  private static final int SWEEPS_A_FLUSH = 5;

  private final LeaseClock clock;
  private final LeaseLimits limits;
  private final Executor loop;
  private final LeaseTable table = new LeaseTable();
  private final Granting granting;
  private final Denying denying;
  private final Notes notes = new Notes();
  private final Changes changes;
  private final LandingChecks landings;
  private int sweeps;

  private Leases(
      Store store,
      InstantSource clock,
      LongSupplier monotonicNanos,
      LeaseLimits limits,
      RandomGenerator random,
      Executor loop) {
    this.landings = new LandingChecks(table, store, clock, loop);
    this.limits = limits;
    this.loop = loop;
    var writer = new LeaseWriter(store);
    this.changes = new Changes(table, notes, writer, clock, loop);
    this.clock = new LeaseClock(clock, monotonicNanos, table, changes);
    this.granting = new Granting(table, limits, random);
    this.denying = new Denying(table, notes, writer, limits);
  }

  /**
   * The leases as they are stored; each goes on for at least one idle time from now, because nobody
   * could renew it while the host was away.
   */
  public static CompletionStage<Leases> start(
      Store store,
      InstantSource clock,
      LongSupplier monotonicNanos,
      LeaseLimits limits,
      RandomGenerator random,
      Executor loop) {
    return store
        .write(tx -> tx.leases().resume(clock.instant(), limits.idleTtl()))
        .thenApplyAsync(
            live -> {
              var leases = new Leases(store, clock, monotonicNanos, limits, random, loop);
              live.forEach(leases.table::add);
              return leases;
            },
            loop);
  }

  /** Grants every file, or none and says who holds what. */
  CompletionStage<LeaseAnswer> acquire(AcquireLeases request) {
    Instant now = clock.now();
    List<FileKey> files = sorted(request.files());
    Change being =
        table
            .on(files)
            .filter(hold -> worthWaiting(hold, request.holder()))
            .map(Hold::change)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (being != null) {
      return being.settled().thenComposeAsync(_ -> acquire(request), loop);
    }
    Change ends = endOverdue(table.on(files).toList(), now);
    if (!ends.isEmpty()) {
      return changes.write(ends, now).thenComposeAsync(_ -> acquire(request), loop);
    }
    List<Hold> inTheWay = denying.inTheWay(request.holder(), files);
    if (!inTheWay.isEmpty()) {
      return done(denying.deny(request, files, inTheWay, now));
    }
    Change grant = granting.change(request, files, now);
    return grant.isEmpty()
        ? done(granted(request, files))
        : changes.write(grant, now).thenApply(_ -> granted(request, files));
  }

  /** Another's grant that is being written denies; every other change is waited for. */
  private static boolean worthWaiting(Hold hold, Holder asker) {
    Change change = hold.change();
    return change != null
        && (change.kind(hold) != Change.Kind.GRANT
            || hold.holder().equals(asker)
            || hold.holder().equals(asker.parent()));
  }

  private LeaseAnswer granted(AcquireLeases request, List<FileKey> files) {
    Holder holder = request.holder();
    files.forEach(file -> denying.settled(holder, file));
    List<FileLease> beside =
        LeaseTable.leases(
            files.stream().flatMap(f -> table.beside(f, holder.session()).stream()).toList());
    List<FileLease> expired = notes.takeExpired(holder);
    return new LeaseAnswer(
        true,
        LeaseTable.leases(table.on(files).toList()),
        List.of(),
        beside,
        expired,
        false,
        0,
        denying.text(holder, expired, beside));
  }

  /** Lets leases go on after successful edits of their files. */
  LeasesRenewed renew(RenewLeases request) {
    Instant now = clock.now();
    Holder holder = request.holder();
    var kept = new ArrayList<Hold>();
    var unheld = new ArrayList<FileKey>();
    for (FileKey file : sorted(request.files())) {
      Hold hold = table.on(file);
      if (hold != null && hold.holder().equals(holder) && !hold.ending()) {
        hold.renew(now, limits.idleTtl());
        kept.add(hold);
      } else {
        unheld.add(file);
      }
    }
    changes.renewed(kept);
    List<FileLease> expired = notes.takeExpired(holder);
    return new LeasesRenewed(
        LeaseTable.leases(kept), unheld, expired, denying.text(holder, expired, List.of()));
  }

  CompletionStage<LeasesReleased> release(ReleaseLeases request) {
    Holder holder = request.holder();
    Set<LeaseId> ids = Set.copyOf(request.ids());
    if (holder == null) {
      return end(hold -> ids.contains(hold.id()), Ended.RELEASED_BY_OPERATOR);
    }
    Set<FileKey> files = Set.copyOf(request.files());
    Predicate<Hold> own = hold -> isOf(hold, holder);
    denying.forget(holder);
    return ids.isEmpty() && files.isEmpty()
        ? end(own, Ended.RELEASED)
        : end(
            own.and(hold -> ids.contains(hold.id()) || files.contains(hold.file())),
            Ended.RELEASED);
  }

  /** A session has what its sub-agents have. */
  private static boolean isOf(Hold hold, Holder holder) {
    return holder.subagent() == null ? hold.isOf(holder.session()) : hold.holder().equals(holder);
  }

  /** What was granted for an attempt ends with it. */
  CompletionStage<LeasesReleased> endTask(TaskId task) {
    return end(hold -> task.equals(hold.task()), Ended.ATTEMPT_ENDED);
  }

  private CompletionStage<LeasesReleased> end(Predicate<Hold> which, Ended why) {
    List<Hold> chosen = table.all().stream().filter(which).toList();
    Change being = firstBeing(chosen);
    if (being != null) {
      return being.settled().thenComposeAsync(_ -> end(which, why), loop);
    }
    var change = new Change();
    chosen.forEach(hold -> change.end(hold, why));
    return written(change);
  }

  /** What a sub-agent had goes to its session, in whose worktree its edits stand. */
  CompletionStage<LeasesReleased> endSubagent(EndSubagent request) {
    Holder holder = request.holder();
    denying.forget(holder);
    List<Hold> chosen = table.ofHolder(holder);
    Change being = firstBeing(chosen);
    if (being != null) {
      return being.settled().thenComposeAsync(_ -> endSubagent(request), loop);
    }
    var change = new Change();
    chosen.forEach(hold -> change.handOver(hold, holder.parent(), false));
    return written(change);
  }

  private static @Nullable Change firstBeing(List<Hold> holds) {
    return holds.stream().map(Hold::change).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private CompletionStage<LeasesReleased> written(Change change) {
    return change.isEmpty()
        ? done(new LeasesReleased(List.of()))
        : changes.write(change, clock.now()).thenApply(LeasesReleased::new);
  }

  LeasesReleased rest(RestLeases request) {
    Instant now = clock.now();
    List<Hold> sooner =
        table.ofSession(request.session()).stream()
            .filter(hold -> hold.rest(now, limits.restingTtl()))
            .toList();
    changes.renewed(sooner);
    return new LeasesReleased(LeaseTable.leases(sooner));
  }

  /** Whether a session may land these files: nobody else holds them or has had them since. */
  CompletionStage<LandingChecked> check(CheckLanding request) {
    return landings.check(request.holder(), sorted(request.files()));
  }

  LeaseList list(ListLeases request) {
    String repo = request.repo();
    String session = request.session();
    Collection<Hold> holds = session == null ? table.all() : table.ofSession(session);
    return new LeaseList(
        clock.now(),
        LeaseTable.leases(
            holds.stream()
                .filter(hold -> hold.stands() && (repo == null || hold.file().repo().equals(repo)))
                .toList()));
  }

  /** Ends what nobody renewed, and writes what was. */
  CompletionStage<Integer> sweep() {
    Instant now = clock.now();
    denying.age(now);
    Change ends = endOverdue(table.all(), now);
    CompletionStage<Integer> ended =
        ends.isEmpty() ? done(0) : changes.write(ends, now).thenApply(List::size);
    return ++sweeps % SWEEPS_A_FLUSH == 0 ? ended.thenComposeAsync(changes::flush, loop) : ended;
  }

  private static Change endOverdue(Collection<Hold> holds, Instant now) {
    var change = new Change();
    holds.stream()
        .filter(hold -> hold.change() == null && hold.overdue(now))
        .forEach(hold -> change.end(hold, hold.why()));
    return change;
  }

  private static List<FileKey> sorted(List<FileKey> files) {
    return files.stream()
        .distinct()
        .sorted(
            Comparator.comparing(FileKey::repo)
                .thenComparing(FileKey::worktree)
                .thenComparing(FileKey::path))
        .toList();
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
