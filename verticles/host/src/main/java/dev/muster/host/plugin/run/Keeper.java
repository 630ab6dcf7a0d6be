package dev.muster.host.plugin.run;

import dev.muster.contract.PluginState;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.Manifest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves plugins from life to life until each stands as its {@link Wish} says. Confined to the
 * keeper's thread; what takes long happens on threads of the version, and comes back here.
 */
final class Keeper {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

  /** How long a version may drain when the host ends. */
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Versions versions;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Duration drain;
  private final boolean dev;
  private final Executor thread;
  private final ConcurrentMap<String, Seat> seats;
  private final Dispatcher dispatcher;
  private final List<CompletableFuture<Void>> settled = new ArrayList<>();
  private final List<CompletableFuture<Void>> ending = new ArrayList<>();
  private boolean closing;

  Keeper(
      Versions versions,
      Ledger ledger,
      InstantSource clock,
      Duration drain,
      boolean dev,
      Executor thread,
      ConcurrentMap<String, Seat> seats,
      Dispatcher dispatcher) {
    this.versions = versions;
    this.ledger = ledger;
    this.clock = clock;
    this.drain = drain;
    this.dev = dev;
    this.thread = thread;
    this.seats = seats;
    this.dispatcher = dispatcher;
  }

  /** Moves the plugin one step towards what it should be; one whose file is gone goes too. */
  void settle(Seat seat) {
    Wish wish = closing ? new Wish.Gone() : seat.standing().wish(dev);
    switch (seat.life()) {
      case null -> rested(seat, null, wish);
      case Life.Resting resting -> rested(seat, resting, wish);
      case Life.Serving serving -> served(seat, serving, wish);
      case Life.Starting starting -> {}
      case Life.Stopping stopping -> {}
    }
    if (seats.values().stream().noneMatch(Keeper::moves)) {
      settled.forEach(waiter -> waiter.complete(null));
      settled.clear();
    }
  }

  private static boolean moves(Seat seat) {
    return seat.life() instanceof Life.Starting || seat.life() instanceof Life.Stopping;
  }

  /** Completes {@code waiter} when no plugin is starting or stopping. */
  void settled(CompletableFuture<Void> waiter) {
    if (seats.values().stream().noneMatch(Keeper::moves)) {
      waiter.complete(null);
    } else {
      settled.add(waiter);
    }
  }

  /** A version failed too often in a row: it ends, and its id stays out until switched on. */
  void broken(Seat seat, Version version, String why) {
    boolean serves = seat.life() instanceof Life.Serving now && now.version() == version;
    if (serves && !closing && seat.standing().quarantine() == null) {
      quarantine(seat, why, version.manifest());
      settle(seat);
    }
  }

  /** Quarantines a plugin; {@code guard} is what it denies when it denies on failure. */
  void quarantine(Seat seat, String why, @Nullable Manifest guard) {
    boolean denies = guard != null && guard.denies();
    seat.stand(seat.standing().quarantined(why));
    seat.guard(denies ? guard : null);
    String text = "plugin " + seat.id() + " is quarantined: " + why;
    LOG.error("{}", text);
    ledger.quarantined(
        seat.id(), why, denies ? text + "; all that it guards is denied until then" : text);
  }

  private void rested(Seat seat, Life.@Nullable Resting before, Wish wish) {
    switch (wish) {
      case Wish.Run run -> start(seat, run.candidate(), null);
      case Wish.Rest rest -> {
        open(seat, Door.of(seat, rest));
        var now = new Life.Resting(rest.state(), rest.reason(), rest.candidate(), clock.instant());
        if (before == null || !same(before, now)) {
          live(seat, now, rest.state().toString());
        }
      }
      case Wish.Gone gone -> {
        open(seat, new Door.Shut());
        seats.remove(seat.id(), seat);
        if (before != null) {
          ledger.changed("removed", Listing.plugin(seat, before));
        }
      }
    }
  }

  private static boolean same(Life.Resting one, Life.Resting other) {
    return one.state() == other.state()
        && Objects.equals(one.reason(), other.reason())
        && Objects.equals(one.candidate(), other.candidate());
  }

  private void served(Seat seat, Life.Serving serving, Wish wish) {
    Version version = serving.version();
    switch (wish) {
      case Wish.Run run when run.candidate().equals(version.candidate()) ->
          goOn(seat, serving, run.as(), null, null);
      case Wish.Run run -> replace(seat, serving, run.candidate());
      case Wish.Rest rest when awaitsNext(seat, rest) ->
          goOn(seat, serving, serving.state(), rest.reason(), null);
      case Wish.Rest rest when outlives(version, rest) ->
          goOn(seat, serving, serving.state(), rest.reason(), digest(rest.candidate()));
      case Wish.Rest rest -> stop(seat, version, Door.of(seat, rest));
      case Wish.Gone gone -> stop(seat, version, closing ? Door.ending(version) : new Door.Shut());
    }
  }

  /** Whether the lock names another version than this, whose file comes later or is being read. */
  private static boolean awaitsNext(Seat seat, Wish.Rest rest) {
    return rest.state() == PluginState.PENDING_LOCK
        && seat.standing().locked() != null
        && seat.life() instanceof Life.Serving now
        && now.version().candidate().equals(rest.candidate());
  }

  /** Whether the version serves on though its file was replaced by one that does not run. */
  private static boolean outlives(Version version, Wish.Rest rest) {
    Candidate other = rest.candidate();
    return rest.state() != PluginState.DISABLED
        && rest.state() != PluginState.QUARANTINED
        && (other == null || !other.sha256().equals(version.candidate().sha256()));
  }

  private static @Nullable String digest(@Nullable Candidate candidate) {
    return candidate == null ? null : candidate.sha256();
  }

  private void goOn(
      Seat seat,
      Life.Serving serving,
      PluginState as,
      @Nullable String reason,
      @Nullable String pending) {
    if (serving.state() != as
        || !Objects.equals(serving.reason(), reason)
        || !Objects.equals(serving.pending(), pending)) {
      var now = new Life.Serving(serving.version(), as, reason, pending, serving.since());
      live(seat, now, reason == null ? "changed" : "refused");
    }
  }

  private void replace(Seat seat, Life.Serving serving, Candidate next) {
    Version old = serving.version();
    if (next.manifest().overlap() && old.manifest().overlap()) {
      start(seat, next, serving);
    } else {
      stop(
          seat,
          old,
          new Door.Waits(old.manifest(), new CompletableFuture<>(), new AtomicInteger()));
    }
  }

  private void start(Seat seat, Candidate candidate, Life.@Nullable Serving old) {
    Version fresh = versions.make(candidate);
    Life.Starting starting = new Life.Starting(fresh, old, clock.instant());
    if (old == null) {
      live(seat, starting, "starting");
    } else {
      seat.live(starting);
    }
    CompletableFuture<Answer> _ =
        versions
            .start(seat, fresh)
            .whenCompleteAsync((answer, never) -> started(seat, starting, answer), thread);
  }

  private void started(Seat seat, Life.Starting starting, Answer answer) {
    Life.Serving old = starting.old();
    switch (answer) {
      case Answer.Said said -> {
        Candidate candidate = starting.fresh().candidate();
        boolean unlocked = !candidate.bundled() && seat.standing().locked() == null;
        var as = unlocked ? PluginState.ACTIVE_UNLOCKED : PluginState.ACTIVE;
        seat.stand(seat.standing().failed(null));
        open(seat, new Door.Open(starting.fresh()));
        live(
            seat,
            new Life.Serving(starting.fresh(), as, null, null, clock.instant()),
            old == null ? "loaded" : "replaced");
        if (old != null) {
          CompletableFuture<Void> _ = leaving(seat, old.version());
        }
      }
      case Answer.Failed failed -> {
        CompletableFuture<Void> _ = leaving(seat, starting.fresh());
        String sha256 = starting.fresh().candidate().sha256();
        seat.stand(seat.standing().failed(new Standing.Failure(sha256, failed.reason())));
        LOG.warn("plugin {} did not start: {}", seat.id(), failed.reason());
        seat.live(old == null ? resting(starting.fresh()) : old);
      }
    }
    settle(seat);
  }

  private Life.Resting resting(Version version) {
    return new Life.Resting(PluginState.DRAINING, null, version.candidate(), clock.instant());
  }

  private void stop(Seat seat, Version version, Door door) {
    open(seat, door);
    live(seat, new Life.Stopping(version, clock.instant()), "draining");
    CompletableFuture<Void> _ =
        leaving(seat, version)
            .thenRunAsync(
                () -> {
                  seat.live(resting(version));
                  settle(seat);
                },
                thread);
  }

  /** Lets a version end on its own time. */
  private CompletableFuture<Void> leaving(Seat seat, Version version) {
    Duration patience = closing && drain.compareTo(CLOSING) > 0 ? CLOSING : drain;
    CompletableFuture<Void> left =
        version
            .end(patience)
            .thenAccept(threads -> {
              seat.leaked().add(threads);
              if (!threads.isEmpty()) {
                LOG.warn("plugin {}: {} threads did not end", seat.id(), threads.size());
              }
            });
    ending.removeIf(CompletableFuture::isDone);
    ending.add(left);
    return left;
  }

  /** Everything ends from now on; {@code seats} are settled once more by the caller. */
  void closing() {
    closing = true;
  }

  /** Completes {@code waiter} when every version that was told to end has. */
  void allEnded(CompletableFuture<Void> waiter) {
    CompletableFuture<Void> _ =
        CompletableFuture.allOf(ending.toArray(CompletableFuture<?>[]::new))
            .whenComplete((done, failed) -> waiter.complete(null));
  }

  private void open(Seat seat, Door door) {
    if (!seat.door().equals(door)) {
      seat.open(door);
      dispatcher.route(seats.values());
    }
  }

  private void live(Seat seat, Life life, String cause) {
    seat.live(life);
    ledger.changed(cause, Listing.plugin(seat, life));
  }
}
