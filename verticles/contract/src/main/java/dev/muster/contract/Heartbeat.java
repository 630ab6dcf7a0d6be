package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/** Say that an agent lives, and what its machine has free (bytes; runnable work per processor). */
public record Heartbeat(
    AgentId agent, String instance, @Nullable Long freeMemoryBytes, @Nullable Double load)
    implements Request {
  public Heartbeat {
    agent = Message.required("agent", agent);
    instance = Message.required("instance", instance);
    if ((freeMemoryBytes != null && freeMemoryBytes < 0)
        || (load != null && !(load >= 0 && load < Double.POSITIVE_INFINITY))) {
      throw new IllegalArgumentException("free_memory_bytes and load must be >= 0 or absent");
    }
  }
}
