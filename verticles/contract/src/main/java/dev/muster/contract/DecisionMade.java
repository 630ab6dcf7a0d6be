package dev.muster.contract;

import java.time.Instant;

/** A decision was stored. */
public record DecisionMade(long seq, Instant at, Decision decision) implements Event {
  public DecisionMade {
    at = Message.required("at", at);
    decision = Message.required("decision", decision);
  }
}
