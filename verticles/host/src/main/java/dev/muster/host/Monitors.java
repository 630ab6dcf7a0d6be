package dev.muster.host;

import dev.muster.bus.Bus;
import dev.muster.host.webhook.WebhookOptions;
import dev.muster.host.webhook.WebhookVerticle;
import dev.muster.monitoring.AlertVerticle;
import dev.muster.monitoring.HealthVerticle;
import dev.muster.monitoring.Monitoring;
import dev.muster.monitoring.MonitoringVerticle;
import dev.muster.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Lets the host watch itself, and tell others. */
final class Monitors {
  private static final Path PROC = Path.of("/proc");

  private Monitors() {}

  static Future<String> deploy(
      Config config,
      Start start,
      Vertx vertx,
      Bus bus,
      Store store,
      InstantSource clock,
      RandomGenerator random) {
    var monitoring = new Monitoring(start.alerts(), config.monitoring().limits(), PROC, random);
    return vertx
        .deployVerticle(new MonitoringVerticle(bus, store, clock, PROC))
        .compose(done -> vertx.deployVerticle(new AlertVerticle(bus, store, clock, monitoring)))
        .compose(done -> vertx.deployVerticle(new HealthVerticle(bus, store, clock)));
  }

  /** Posts alerts from now on if somebody wants them; {@code url} is where the host is. */
  static Future<String> tell(Config config, Vertx vertx, Bus bus, String url) {
    WebhookOptions webhook = config.monitoring().webhook();
    return webhook == null
        ? Future.succeededFuture("")
        : vertx.deployVerticle(new WebhookVerticle(bus, webhook, url));
  }
}
