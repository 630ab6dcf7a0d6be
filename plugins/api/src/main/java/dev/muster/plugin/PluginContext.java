// SPDX-License-Identifier: Apache-2.0
package dev.muster.plugin;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** What the host lends to a running plugin. */
public interface PluginContext {

  /** The plugin's id. */
  String id();

  /** What the operator configured, checked against the manifest's {@code config}. */
  PluginConfig config();

  /** A logger of the plugin's own; its lines are in the host's log. */
  System.Logger logger();

  /** Counters and timers of the plugin's own. */
  PluginMetrics metrics();

  /** A folder that only this plugin writes; it survives the plugin's versions. */
  Path folder();

  /** The clock to use, so that tests can move it. */
  InstantSource clock();

  /** Publishes an event of the plugin's own; the same rules as {@link HookResult.Emit}. */
  void publish(String type, Map<String, String> data);
}
