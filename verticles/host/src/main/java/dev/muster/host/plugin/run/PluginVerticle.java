package dev.muster.host.plugin.run;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.PluginList;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers on the bus for a {@link PluginHost} and lets it look at its files. It is deployed when
 * every plugin that was there has started or failed to, and ends them when it is undeployed.
 */
public final class PluginVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(PluginVerticle.class);

  private final Bus bus;
  private final PluginHost plugins;
  private final Duration scan;
  private boolean scanning;

  public PluginVerticle(Bus bus, PluginHost plugins, Duration scan) {
    this.bus = bus;
    this.plugins = plugins;
    this.scan = scan;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(scan.toMillis(), timer -> scan());
    return on(plugins.begin())
        .compose(begun ->
            Future.all(
                bus.serve(
                    Addresses.PLUGIN_LIST,
                    q -> Future.succeededFuture(new PluginList(plugins.list()))),
                bus.serve(
                    Addresses.PLUGIN_SWITCH,
                    q -> on(plugins.switched(q.id(), q.enabled())).map(PluginList::new))));
  }

  @Override
  public Future<?> stop() {
    return on(plugins.end());
  }

  private void scan() {
    if (!scanning) {
      scanning = true;
      on(plugins.scan())
          .onFailure(failure -> LOG.error("the plugins' files were not looked at", failure))
          .onComplete(done -> scanning = false);
    }
  }

  private <T> Future<T> on(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, context);
  }
}
