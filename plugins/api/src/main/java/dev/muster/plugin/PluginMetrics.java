// SPDX-License-Identifier: Apache-2.0
package dev.muster.plugin;

import java.time.Duration;

/** Figures that a plugin measures itself; shown with its id, names of a-z, 0-9 and _. */
public interface PluginMetrics {

  /** Adds to a counter; at most 32 names for each plugin, further ones are dropped and logged. */
  void count(String name, long by);

  /** Adds one duration to a timer. */
  void time(String name, Duration took);
}
