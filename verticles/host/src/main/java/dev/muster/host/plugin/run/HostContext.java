package dev.muster.host.plugin.run;

import dev.muster.host.plugin.engine.Engine;
import dev.muster.plugin.PluginConfig;
import dev.muster.plugin.PluginContext;
import dev.muster.plugin.PluginMetrics;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiConsumer;

/** What this host lends to a running plugin. */
record HostContext(
    String id,
    PluginConfig config,
    System.Logger logger,
    PluginMetrics metrics,
    Path folder,
    InstantSource clock,
    BiConsumer<String, Map<String, String>> publishing)
    implements PluginContext {

  /** Makes what a start needs, on the plugin's own thread and within its deadline. */
  interface Making {
    HostContext context() throws Exception;

    Engine engine() throws Exception;
  }

  @Override
  public void publish(String type, Map<String, String> data) {
    var event = Version.emitted(type, data);
    publishing.accept(event.type(), event.data());
  }
}
