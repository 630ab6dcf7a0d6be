package dev.muster.host.plugin.engine;

import dev.muster.plugin.PluginConfig;
import dev.muster.plugin.PluginContext;
import dev.muster.plugin.PluginMetrics;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * The context as a jar sees it. While the host works for the plugin, the thread is the host's: a
 * thread that the host begins then inherits the host's class loader, and so neither holds the
 * plugin's classes nor is taken for one of its threads.
 */
record JarContext(PluginContext host) implements PluginContext {
  @Override
  public String id() {
    return host.id();
  }

  @Override
  public PluginConfig config() {
    return host.config();
  }

  @Override
  public System.Logger logger() {
    return host.logger();
  }

  @Override
  public PluginMetrics metrics() {
    return host.metrics();
  }

  @Override
  public Path folder() {
    return host.folder();
  }

  @Override
  public InstantSource clock() {
    return host.clock();
  }

  @Override
  public void publish(String type, Map<String, String> data) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(JarContext.class.getClassLoader());
    try {
      host.publish(type, Map.copyOf(data));
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
