package dev.muster.contract;

import java.time.Instant;

/** An agent registered, became free or busy, or went offline. */
public record AgentChanged(long seq, Instant at, String cause, Agent agent) implements Event {
  public AgentChanged {
    at = Message.required("at", at);
    agent = Message.required("agent", agent);
  }
}
