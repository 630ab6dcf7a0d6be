package dev.muster.host.plugin.run;

import dev.muster.contract.FailureCode;
import dev.muster.contract.HookVerdict;
import dev.muster.contract.Plugin;
import dev.muster.contract.Refused;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.Found;
import dev.muster.host.plugin.folder.Invalid;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.Phase;
import dev.muster.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of one host: it looks at their files, lets them live, asks them and tells of them.
 * All but asking happens on one thread of its own.
 */
public final class PluginHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

  /** Twice may be chance for one that runs often; three times would be a third lost host. */
  private static final int DEATHS_MAX = 2;

  private static final Duration END_MAX = Duration.ofSeconds(9);

  private final PluginLimits limits;
  private final PluginSources sources;
  private final LongSupplier nanos;
  private final CrashMarker marker;
  private final Ledger ledger;
  private final Watch watch;
  private final Keeper keeper;
  private final ExecutorService thread;
  private final Dispatcher dispatcher = new Dispatcher();
  private final ConcurrentMap<String, Seat> seats = new ConcurrentSkipListMap<>();
  // Confined to the keeper's thread.
  private boolean unreadable;
  private volatile @Nullable CompletableFuture<Void> ended;
  private volatile CallTimes times = (plugin, phase, nanos) -> {};

  /**
   * Reads what was switched and what died; no plugin runs before {@link #begin} or {@link #scan}.
   * {@code config} has the operator's values by the plugin's id.
   */
  public PluginHost(
      PluginFolders folders,
      PluginLimits limits,
      boolean dev,
      Map<String, Map<String, Object>> config,
      PluginSources sources,
      Store store,
      InstantSource clock,
      LongSupplier nanos,
      RandomGenerator random) {
    try {
      Files.createDirectories(folders.states());
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + folders.states(), failure);
    }
    this.limits = limits;
    this.sources = sources;
    this.nanos = nanos;
    this.marker = CrashMarker.open(folders.calls(), folders.deaths());
    this.ledger = new Ledger(store, clock, random);
    this.watch = new Watch(nanos);
    this.thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("plugin-keeper").daemon().factory());
    var versions =
        new Versions(folders, limits, sources, config, marker, watch, ledger, clock, nanos);
    this.keeper =
        new Keeper(versions, ledger, clock, limits.drain(), dev, this::post, seats, dispatcher);
    on(this::remember).join();
  }

  /** From now on {@code heard} hears of every call. */
  public void onCalls(CallTimes heard) {
    times = heard;
  }

  /** Whether any plugin takes part in the phase. */
  public boolean wants(Phase phase) {
    return dispatcher.wants(phase);
  }

  /**
   * Asks the plugins of the input's phase. The stage never fails; it completes on a virtual thread
   * of the host's.
   */
  public CompletionStage<HookVerdict> dispatch(HookInput input) {
    return dispatcher.dispatch(input);
  }

  /** All plugins as they stand, by order, then id. */
  public List<Plugin> list() {
    return Listing.of(seats.values());
  }

  /** What plugins measured themselves, by {@code id.name}. */
  public Map<String, Double> figures() {
    var figures = new TreeMap<String, Double>();
    seats.forEach((id, seat) ->
        seat.figures().values().forEach((name, sum) -> figures.put(id + "." + name, sum)));
    return figures;
  }

  /** Looks at the files now, and moves every plugin towards what they say. */
  public CompletionStage<Void> scan() {
    return on(this::look);
  }

  /** Scans until files had time to be seen twice, and completes when no plugin is starting. */
  public CompletionStage<Void> begin() {
    var later = CompletableFuture.delayedExecutor(limits.scan().toMillis(), TimeUnit.MILLISECONDS);
    return on(this::look)
        .thenRunAsync(() -> {}, later)
        .thenCompose(waited -> on(this::look))
        .thenCompose(looked -> settled());
  }

  /** Completes when no plugin is starting or stopping. */
  public CompletionStage<Void> settled() {
    var settled = new CompletableFuture<Void>();
    post(() -> keeper.settled(settled));
    return settled;
  }

  /** Switches a plugin on or off: stored first, then done, then answered. */
  public CompletionStage<List<Plugin>> switched(String id, boolean enabled) {
    if (!seats.containsKey(id)) {
      return CompletableFuture.failedFuture(
          new Refused(FailureCode.NOT_FOUND, "there is no plugin " + id));
    }
    return ledger
        .switched(id, enabled)
        .thenCompose(stored -> on(() -> switchNow(id, enabled)))
        .thenApply(done -> list());
  }

  /** Ends every plugin; calls that still come proceed, those of a guard are denied. */
  public CompletionStage<Void> end() {
    CompletableFuture<Void> before = ended;
    if (before != null) {
      return before;
    }
    var ending =
        on(this::closeAll)
            .thenCompose(closing -> settled())
            .thenCompose(settled -> allEnded())
            .thenCompose(all -> ledger.stored().<Void>thenApply(done -> null))
            .completeOnTimeout(null, END_MAX.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((done, failed) -> release());
    ended = ending;
    return ending;
  }

  @Override
  public void close() {
    end().toCompletableFuture().join();
  }

  private CompletableFuture<Void> allEnded() {
    var all = new CompletableFuture<Void>();
    post(() -> keeper.allEnded(all));
    return all;
  }

  private void release() {
    watch.close();
    marker.close();
    thread.shutdown();
  }

  private void closeAll() {
    keeper.closing();
    List.copyOf(seats.values()).forEach(keeper::settle);
  }

  private void remember() {
    ledger.remember();
    marker
        .deaths()
        .forEach((id, died) -> {
          if (died.count() >= DEATHS_MAX && seat(id).standing().quarantine() == null) {
            keeper.quarantine(
                seat(id),
                "the host died %d times while it was in a call, last in %s"
                    .formatted(died.count(), died.phase()),
                null);
          }
        });
  }

  private void switchNow(String id, boolean enabled) {
    Seat seat = seat(id);
    seat.stand(seat.standing().switched(enabled));
    if (enabled) {
      seat.guard(null);
      marker.forgive(id);
    }
    keeper.settle(seat);
  }

  private void look() {
    List<Found> found;
    Map<String, String> locked;
    try {
      found = sources.found().get();
      locked = sources.locked().get();
      unreadable = false;
    } catch (RuntimeException failure) {
      if (!unreadable) {
        LOG.error("plugins stay as they are: their folder or lock file cannot be read", failure);
      }
      unreadable = true;
      return;
    }
    Set<String> absent = new HashSet<>(seats.keySet());
    for (Found place : found) {
      String id = id(place);
      if (absent.remove(id) || !seats.containsKey(id)) {
        Seat seat = seat(id);
        seat.stand(seat.standing().at(place, locked.get(id)));
      }
    }
    for (String id : absent) {
      Seat seat = seat(id);
      seat.stand(seat.standing().at(null, locked.get(id)));
    }
    List.copyOf(seats.values()).forEach(keeper::settle);
  }

  /** Whose place it is; a file that cannot be read any more is still that of its plugin. */
  private String id(Found place) {
    return switch (place) {
      case Candidate candidate -> candidate.id();
      case Invalid invalid ->
          seats.values().stream()
              .filter(seat -> invalid.path().equals(seat.path()))
              .map(Seat::id)
              .findFirst()
              .orElse(invalid.id());
    };
  }

  private Seat seat(String id) {
    return seats.computeIfAbsent(
        id,
        fresh -> {
          var seat =
              new Seat(
                  id,
                  limits,
                  nanos,
                  ledger,
                  (s, v, why) -> post(() -> keeper.broken(s, v, why)),
                  (plugin, phase, took) -> times.called(plugin, phase, took));
          seat.stand(ledger.standing(id));
          return seat;
        });
  }

  private CompletableFuture<Void> on(Runnable work) {
    return thread.isShutdown()
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.runAsync(work, this::post);
  }

  /** After the end there is nothing to do any more. */
  private void post(Runnable work) {
    if (!thread.isShutdown()) {
      thread.execute(work);
    }
  }
}
