package dev.muster.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registered worker; an {@code interactive} one is a session of a coding agent and is never given
 * a slot; memory is what its machine has free, load is runnable work per processor.
 */
public record Agent(
    AgentId id,
    String name,
    String kind,
    List<String> capabilities,
    List<String> languages,
    AgentState state,
    Instant registeredAt,
    Instant lastHeartbeat,
    @Nullable Long freeMemoryBytes,
    @Nullable Double load,
    long slotsEnded,
    long slotsExpired,
    boolean interactive) {
  public Agent {
    capabilities = List.copyOf(capabilities);
    languages = List.copyOf(languages);
  }
}
