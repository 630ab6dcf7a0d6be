package dev.muster.host.hooks;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.CheckLanding;
import dev.muster.contract.EvidenceKind;
import dev.muster.contract.FileKey;
import dev.muster.contract.Holder;
import dev.muster.contract.ListLeases;
import dev.muster.contract.RecordEdits;
import dev.muster.contract.ReleaseLeases;
import dev.muster.contract.ReportEvidence;
import dev.muster.contract.SessionAnswer;
import dev.muster.host.repo.Checkout;
import dev.muster.host.repo.Commits;
import dev.muster.host.repo.Look;
import dev.muster.host.repo.Repositories;
import dev.muster.host.repo.Stamp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what shells did that no hook announces: after a shell's call and at the end of a turn it
 * compares {@code git status} with the time before. Changes without a lease are recorded, commits
 * are evidence and release what they hold. Looks at one worktree follow each other, with pauses
 * four times as long as a look took, so that a large repository is not read all the time. Confined
 * to one event loop.
 */
final class ShellWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ShellWatch.class);
  private static final int WATCHED_MAX = 200;
  private static final int FILES_MAX = 1_000;
  private static final int PAUSE = 4;

  private static final class Watched {
    private final WatchedWorktree state;
    private boolean looking;
    private boolean again;
    private long restUntilNanos;

    Watched(Checkout checkout, long now) {
      this.state = new WatchedWorktree(checkout);
      this.restUntilNanos = now;
    }
  }

  private final Vertx vertx;
  private final Bus bus;
  private final Repositories repositories;
  private final LongSupplier nanos;
  private final BiConsumer<String, SessionAnswer> sessions;
  private final Map<String, Watched> watched = new LinkedHashMap<>(16, 0.75f, true);

  /** {@code sessions} hears what became of a session. */
  ShellWatch(
      Vertx vertx,
      Bus bus,
      Repositories repositories,
      LongSupplier nanos,
      BiConsumer<String, SessionAnswer> sessions) {
    this.vertx = vertx;
    this.bus = bus;
    this.repositories = repositories;
    this.nanos = nanos;
    this.sessions = sessions;
  }

  /** A session works here from now on: what is dirty already is not its doing. */
  void began(Checkout checkout) {
    Watched worktree = of(checkout);
    if (worktree.state.head() == null) {
      look(worktree);
    }
  }

  void shellBegan(Checkout checkout, String session) {
    of(checkout).state.shellBegan(session, nanos.getAsLong());
    began(checkout);
  }

  void shellEnded(Checkout checkout, String session) {
    Watched worktree = of(checkout);
    worktree.state.shellEnded(session);
    look(worktree);
  }

  /** A turn ended: what happened meanwhile has been done by somebody. */
  void rested(Checkout checkout) {
    look(of(checkout));
  }

  /** A tool that hooks know of is about to write these files. */
  void writes(List<FileKey> files, String session) {
    for (FileKey file : files) {
      Watched worktree = watched.get(file.worktree());
      if (worktree != null) {
        worktree.state.writes(file.path(), session, nanos.getAsLong());
      }
    }
  }

  /** The tool is done with these files. */
  void wrote(List<FileKey> files) {
    Map<Watched, List<String>> paths = new LinkedHashMap<>();
    for (FileKey file : files) {
      Watched worktree = watched.get(file.worktree());
      if (worktree != null) {
        paths.computeIfAbsent(worktree, w -> new ArrayList<>()).add(file.path());
      }
    }
    paths.forEach((worktree, names) ->
        repositories
            .stamps(worktree.state.checkout(), names)
            .otherwise(Map.of())
            .onSuccess(
                stamps -> names.forEach(name -> worktree.state.wrote(name, stamps.get(name)))));
  }

  /** The tool failed and these files are as they were. */
  void gaveUp(List<FileKey> files) {
    for (FileKey file : files) {
      Watched worktree = watched.get(file.worktree());
      if (worktree != null) {
        worktree.state.wrote(file.path(), null);
      }
    }
  }

  private Watched of(Checkout checkout) {
    Watched worktree =
        watched.computeIfAbsent(
            checkout.worktree(), name -> new Watched(checkout, nanos.getAsLong()));
    if (watched.size() > WATCHED_MAX) {
      watched.remove(watched.keySet().iterator().next());
    }
    return worktree;
  }

  private void look(Watched worktree) {
    if (worktree.looking) {
      worktree.again = true;
      return;
    }
    worktree.looking = true;
    long pause = TimeUnit.NANOSECONDS.toMillis(worktree.restUntilNanos - nanos.getAsLong());
    if (pause > 0) {
      vertx.setTimer(pause, timer -> lookNow(worktree));
    } else {
      lookNow(worktree);
    }
  }

  private void lookNow(Watched worktree) {
    long began = nanos.getAsLong();
    WatchedWorktree state = worktree.state;
    worktree.again = false;
    Set<String> shells = state.takeShells(began);
    repositories
        .look(state.checkout(), state.dirty())
        .compose(now -> {
          worktree.restUntilNanos = nanos.getAsLong() + PAUSE * (nanos.getAsLong() - began);
          return state.head() == null ? first(state, now) : examine(state, now, shells);
        })
        .onFailure(failure -> LOG.warn("cannot look at {}", state.checkout().worktree(), failure))
        .onComplete(done -> {
          worktree.looking = false;
          if (worktree.again) {
            look(worktree);
          }
        });
  }

  private static Future<Void> first(WatchedWorktree state, Look now) {
    state.seen(now);
    return Future.succeededFuture();
  }

  private Future<Void> examine(WatchedWorktree state, Look now, Set<String> shells) {
    Checkout checkout = state.checkout();
    String before = String.valueOf(state.head());
    Map<String, Stamp> vanished = state.vanished(now);
    Set<String> known = Set.copyOf(state.dirty().keySet());
    Set<String> changed = state.changed(now);
    state.seen(now);
    return commits(checkout, before, now)
        .compose(made -> {
          vanished.keySet().removeAll(made.files());
          return repositories
              .stamps(checkout, List.copyOf(vanished.keySet()))
              .compose(stamps -> {
                vanished.forEach((path, stamp) -> {
                  if (!stamp.same(stamps.get(path))) {
                    changed.add(path);
                  }
                });
                made.files().stream().filter(path -> !known.contains(path)).forEach(changed::add);
                return changed.isEmpty() && made.newest() == null
                    ? Future.succeededFuture()
                    : conclude(state, now, shells, changed, made);
              });
        });
  }

  private Future<Commits> commits(Checkout checkout, String before, Look now) {
    return before.equals(now.head())
        ? Future.succeededFuture(new Commits(null, Set.of()))
        : repositories.commits(checkout, before);
  }

  private Future<Void> conclude(
      WatchedWorktree state, Look now, Set<String> shells, Set<String> changed, Commits made) {
    Checkout checkout = state.checkout();
    return keys(checkout, changed)
        .compose(edits ->
            keys(checkout, new TreeSet<>(made.files()))
                .compose(committed ->
                    bus.request(Addresses.LEASE_LIST, new ListLeases(checkout.repo(), null))
                        .compose(list -> {
                          var seen = new Findings.Seen(edits, committed, now.dirty().keySet());
                          var writing = state.writing(nanos.getAsLong());
                          return tell(
                              Findings.of(seen, shells, list.leases(), writing), made.newest());
                        })));
  }

  /** As keys, without what is never leased. */
  private Future<List<FileKey>> keys(Checkout checkout, Set<String> paths) {
    List<String> some = paths.stream().limit(FILES_MAX).toList();
    return repositories.locate(checkout.worktree(), some).map(located -> located.files());
  }

  private Future<Void> tell(Findings found, @Nullable String commit) {
    Future<?> told = Future.succeededFuture();
    if (!found.edited().isEmpty() || !found.unleased().isEmpty()) {
      Holder actor = found.actor() == null ? null : Holder.of(found.actor());
      told =
          bus.request(
              Addresses.SESSION_EDITS, new RecordEdits(actor, found.edited(), found.unleased()));
    }
    for (var landed : found.landed().entrySet()) {
      told =
          told.compose(
              done -> evidence(landed.getKey(), String.valueOf(commit), landed.getValue()));
    }
    for (var clean : found.clean().entrySet()) {
      told =
          told.compose(done ->
              bus.request(
                  Addresses.LEASE_RELEASE,
                  new ReleaseLeases(clean.getKey(), clean.getValue(), List.of(), "committed")));
    }
    return told.mapEmpty();
  }

  private Future<Void> evidence(String session, String commit, List<FileKey> files) {
    return bus.request(Addresses.LEASE_CHECK, new CheckLanding(Holder.of(session), files))
        .compose(checked ->
            bus.request(
                Addresses.SESSION_EVIDENCE,
                new ReportEvidence(
                    session, EvidenceKind.COMMIT, null, commit, files, null, checked.landing())))
        .onSuccess(answer -> sessions.accept(session, answer))
        .onFailure(failure -> LOG.warn("the commit of session {} is not noted", session, failure))
        .otherwiseEmpty()
        .mapEmpty();
  }
}
