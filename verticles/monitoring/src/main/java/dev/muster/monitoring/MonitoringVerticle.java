package dev.muster.monitoring;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.FigureList;
import dev.muster.store.Store;
import dev.muster.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Answers on the bus for the live figures; who asks within two seconds gets the same ones. */
public final class MonitoringVerticle extends VerticleBase {
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Bus bus;
  private final Store store;
  private final InstantSource clock;
  private final Path proc;
  private @Nullable Future<FigureList> latest;
  private Instant askedAt = Instant.EPOCH;

  /** Reads the memory of this process below {@code proc}; where that is not, it stays unknown. */
  public MonitoringVerticle(Bus bus, Store store, InstantSource clock, Path proc) {
    this.bus = bus;
    this.store = store;
    this.clock = clock;
    this.proc = proc;
  }

  @Override
  public Future<?> start() {
    return bus.serve(Addresses.FIGURES_DESCRIBE, request -> figures());
  }

  private Future<FigureList> figures() {
    Instant now = clock.instant();
    Future<FigureList> known = latest;
    boolean old = now.isBefore(askedAt) || !now.isBefore(askedAt.plus(FRESH));
    if (known == null || known.failed() || old) {
      askedAt = now;
      known = Future.fromCompletionStage(store.read(tx -> figures(tx, now)), context);
      latest = known;
    }
    return known;
  }

  private FigureList figures(Tx tx, Instant now) {
    return new FigureList(now, LiveFigures.of(Seen.read(tx, now, Memory.resident(proc))));
  }
}
