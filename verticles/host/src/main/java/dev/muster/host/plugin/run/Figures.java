package dev.muster.host.plugin.run;

import dev.muster.plugin.PluginMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The counters and timers of a plugin, in all its versions. */
final class Figures implements PluginMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(Figures.class);
  private static final int NAMES_MAX = 32;

  private final String plugin;
  private final Map<String, Double> sums = new TreeMap<>();
  private final Set<String> names = new TreeSet<>();
  private boolean told;

  Figures(String plugin) {
    this.plugin = plugin;
  }

  @Override
  public synchronized void count(String name, long by) {
    if (takes(name)) {
      sums.merge(name, (double) by, Double::sum);
    }
  }

  @Override
  public synchronized void time(String name, Duration took) {
    if (takes(name)) {
      sums.merge(name + "_count", 1.0, Double::sum);
      sums.merge(name + "_ms", took.toNanos() / 1e6, Double::sum);
    }
  }

  /** Counters by their names, timers as {@code name_count} and {@code name_ms}. */
  synchronized Map<String, Double> values() {
    return Map.copyOf(sums);
  }

  private boolean takes(String name) {
    if (names.contains(name)) {
      return true;
    }
    if (names.size() < NAMES_MAX && name.matches("[a-z0-9_]{1,64}")) {
      names.add(name);
      return true;
    }
    if (!told) {
      told = true;
      LOG.warn(
          "plugin {}: figures are dropped; at most {} names of a-z, 0-9, _", plugin, NAMES_MAX);
    }
    return false;
  }
}
