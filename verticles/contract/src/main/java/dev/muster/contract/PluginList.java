package dev.muster.contract;

import java.util.List;

/** Plugins by order, then id. */
public record PluginList(List<Plugin> plugins) implements Reply {
  public PluginList {
    plugins = List.copyOf(plugins);
  }
}
