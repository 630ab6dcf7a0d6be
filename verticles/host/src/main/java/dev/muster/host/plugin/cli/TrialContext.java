package dev.muster.host.plugin.cli;

import dev.muster.plugin.HookResult;
import dev.muster.plugin.PluginConfig;
import dev.muster.plugin.PluginContext;
import dev.muster.plugin.PluginMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/** What a plugin is lent while it is tried outside a host: what it says is told to a person. */
record TrialContext(String id, PluginConfig config, Path folder, Consumer<String> say)
    implements PluginContext {

  @Override
  public System.Logger logger() {
    return new TrialLogger("plugin." + id, say);
  }

  @Override
  public PluginMetrics metrics() {
    return new PluginMetrics() {
      @Override
      public void count(String name, long by) {
        say.accept("count " + name + " by " + by);
      }

      @Override
      public void time(String name, Duration took) {
        say.accept("time " + name + " " + took);
      }
    };
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public void publish(String type, Map<String, String> data) {
    var event = new HookResult.Emit(type, data);
    say.accept("event " + event.type() + " " + event.data());
  }
}
