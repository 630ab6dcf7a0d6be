// SPDX-License-Identifier: Apache-2.0
package dev.muster.bundled.hooks;

import dev.muster.plugin.HookPlugin;
import dev.muster.plugin.PluginConfig;
import dev.muster.plugin.PluginContext;
import dev.muster.plugin.PluginMetrics;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What a host lends to the plugin under test. */
record Lent(PluginConfig config, Path folder) implements PluginContext {
  static HookPlugin started(Path folder, Map<String, List<String>> commands, boolean notes) {
    var config =
        Map.of("commands", commands, "environment", List.of("PATH", "HOME"), "notes", notes);
    var hooks = new CommandHooks();
    hooks.start(new Lent(new PluginConfig(config), folder));
    return hooks;
  }

  @Override
  public String id() {
    return "command-hooks";
  }

  @Override
  public System.Logger logger() {
    return System.getLogger(id());
  }

  @Override
  public PluginMetrics metrics() {
    throw new AssertionError("not used");
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public void publish(String type, Map<String, String> data) {
    throw new AssertionError(type);
  }
}
