package dev.muster.contract;

import java.time.Instant;
import java.util.Map;

/** An event of a plugin's own. */
public record PluginEmitted(
    long seq, Instant at, String plugin, String name, Map<String, String> data) implements Event {
  public PluginEmitted {
    at = Message.required("at", at);
    plugin = Message.required("plugin", plugin);
    name = Message.required("name", name);
    data = Map.copyOf(data);
  }
}
