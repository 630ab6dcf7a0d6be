package dev.muster.monitoring;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.DescribeModels;
import dev.muster.contract.ListPlugins;
import dev.muster.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the snapshots, has the rules judged by each, and answers for alerts and silences. */
public final class AlertVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AlertVerticle.class);

  private final Bus bus;
  private final Store store;
  private final InstantSource clock;
  private final Snapshots snapshots;
  private final AlertDesk desk;
  private final long everyMs;
  private boolean busy;

  public AlertVerticle(Bus bus, Store store, InstantSource clock, Monitoring monitoring) {
    this.bus = bus;
    this.store = store;
    this.clock = clock;
    this.snapshots = new Snapshots(monitoring.proc());
    this.desk = new AlertDesk(monitoring.rules(), monitoring.limits(), monitoring.random());
    this.everyMs = monitoring.limits().every().toMillis();
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(everyMs, timer -> take());
    return Future.all(
            bus.serve(
                Addresses.SNAPSHOT_LIST,
                q -> on(store.read(tx -> AlertDesk.snapshots(tx, q, now())))),
            bus.serve(Addresses.ALERT_LIST, q -> on(store.read(desk::list))),
            bus.serve(Addresses.ALERT_HISTORY, q -> on(store.read(tx -> AlertDesk.history(tx, q)))),
            bus.serve(
                Addresses.ALERT_SILENCE, q -> on(store.write(tx -> desk.silence(tx, q, now())))),
            bus.serve(
                Addresses.ALERT_UNSILENCE, q -> on(store.write(tx -> desk.end(tx, q, now())))))
        .onSuccess(done -> take());
  }

  private void take() {
    if (busy) {
      return;
    }
    busy = true;
    var models = bus.request(Addresses.MODEL_DESCRIBE, new DescribeModels()).otherwiseEmpty();
    var plugins = bus.request(Addresses.PLUGIN_LIST, new ListPlugins()).otherwiseEmpty();
    Future.all(models, plugins)
        .map(told -> new Snapshots.Told(models.result(), plugins.result()))
        .compose(told -> on(store.read(tx -> snapshots.look(tx, now(), told))))
        .compose(look -> vertx.executeBlocking(() -> snapshots.take(look)))
        .compose(taken -> on(store.write(tx -> desk.record(tx, taken))))
        .onFailure(failure -> LOG.warn("no snapshot was taken; the next is in a minute", failure))
        .onComplete(done -> busy = false);
  }

  /** As the store keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private <T> Future<T> on(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, context);
  }
}
