package dev.muster.host.plugin.engine;

import dev.muster.plugin.PluginConfig;
import dev.muster.plugin.PluginContext;
import dev.muster.plugin.PluginMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a test lends to a plugin: nothing configured, a still clock, figures that nobody reads; of
 * what is published, it keeps the type and the class loader of the thread.
 */
record LentContext(String id, Path folder, Map<String, ClassLoader> published)
    implements PluginContext {
  LentContext(String id, Path folder) {
    this(id, folder, new ConcurrentHashMap<>());
  }

  @Override
  public PluginConfig config() {
    return new PluginConfig(Map.of());
  }

  @Override
  public System.Logger logger() {
    return System.getLogger(id);
  }

  @Override
  public PluginMetrics metrics() {
    return new PluginMetrics() {
      @Override
      public void count(String name, long by) {}

      @Override
      public void time(String name, Duration took) {}
    };
  }

  @Override
  public InstantSource clock() {
    return () -> Instant.parse("2026-03-02T09:30:00Z");
  }

  @Override
  public void publish(String type, Map<String, String> data) {
    published.put(type, Thread.currentThread().getContextClassLoader());
  }
}
