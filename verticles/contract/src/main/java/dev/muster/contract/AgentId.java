package dev.muster.contract;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** The id of an agent: {@code agent_} and a UUIDv7. */
public record AgentId(String value) implements Id {
  public AgentId {
    value = Id.checked("agent", value);
  }

  /** A fresh id of the instant {@code now}. */
  public static AgentId next(Instant now, RandomGenerator random) {
    return new AgentId(Id.next("agent", now, random));
  }

  @Override
  public String toString() {
    return value;
  }
}
