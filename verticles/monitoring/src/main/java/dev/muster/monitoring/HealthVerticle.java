package dev.muster.monitoring;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.DescribeModels;
import dev.muster.contract.HealthCheck;
import dev.muster.contract.HealthReport;
import dev.muster.contract.ListAgents;
import dev.muster.contract.ListAlerts;
import dev.muster.contract.ListPlugins;
import dev.muster.contract.ListTasks;
import dev.muster.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks each component every 30 s whether it answers, and says so to whoever asks. */
public final class HealthVerticle extends VerticleBase {
  private static final long EVERY_MS = 30_000;

  private final Bus bus;
  private final Store store;
  private final InstantSource clock;
  private HealthReport latest = new HealthReport(List.of());
  private boolean busy;

  public HealthVerticle(Bus bus, Store store, InstantSource clock) {
    this.bus = bus;
    this.store = store;
    this.clock = clock;
  }

  /** Completes after the first checks. */
  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY_MS, timer -> look());
    return bus.serve(Addresses.HEALTH_DESCRIBE, q -> Future.succeededFuture(latest))
        .compose(done -> check());
  }

  private void look() {
    if (!busy) {
      check();
    }
  }

  private Future<HealthReport> check() {
    busy = true;
    var tasks = new ListTasks(null, null, 1, null);
    List<Future<HealthCheck>> checks =
        List.of(
            check("store", Future.fromCompletionStage(store.write(tx -> true), context)),
            check("tasks", bus.request(Addresses.TASK_LIST, tasks)),
            check("agents", bus.request(Addresses.AGENT_LIST, new ListAgents())),
            check("models", bus.request(Addresses.MODEL_DESCRIBE, new DescribeModels())),
            check("plugins", bus.request(Addresses.PLUGIN_LIST, new ListPlugins())),
            check("alerts", bus.request(Addresses.ALERT_LIST, new ListAlerts())));
    return Future.all(checks)
        .map(done -> new HealthReport(checks.stream().map(Future::result).toList()))
        .onSuccess(report -> latest = report)
        .onComplete(done -> busy = false);
  }

  private Future<HealthCheck> check(String id, Future<?> answer) {
    return answer
        .timeout(EVERY_MS / 2, TimeUnit.MILLISECONDS)
        .map(up -> new HealthCheck(id, true, clock.instant(), null))
        .otherwise(
            down -> new HealthCheck(id, false, clock.instant(), String.valueOf(down.getMessage())));
  }
}
