package dev.muster.bundled.audit;

import dev.muster.plugin.PluginConfig;
import dev.muster.plugin.PluginContext;
import dev.muster.plugin.PluginMetrics;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What a host lends; it keeps the types of what is published. */
record Lent(Path folder, InstantSource clock, List<String> published) implements PluginContext {
  @Override
  public String id() {
    return "audit-log";
  }

  @Override
  public PluginConfig config() {
    return new PluginConfig(Map.of());
  }

  @Override
  public System.Logger logger() {
    return System.getLogger(id());
  }

  @Override
  public PluginMetrics metrics() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void publish(String type, Map<String, String> data) {
    published.add(type);
  }
}
