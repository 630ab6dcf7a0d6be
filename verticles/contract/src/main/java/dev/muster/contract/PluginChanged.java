package dev.muster.contract;

import java.time.Instant;

/** A plugin changed its state, or was refused: {@code cause} says which. */
public record PluginChanged(long seq, Instant at, String cause, Plugin plugin) implements Event {
  public PluginChanged {
    at = Message.required("at", at);
    cause = Message.required("cause", cause);
    plugin = Message.required("plugin", plugin);
  }
}
