package dev.muster.contract;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** The id of a decision: {@code decision_} and a UUIDv7. */
public record DecisionId(String value) implements Id {
  public DecisionId {
    value = Id.checked("decision", value);
  }

  /** A fresh id of the instant {@code now}. */
  public static DecisionId next(Instant now, RandomGenerator random) {
    return new DecisionId(Id.next("decision", now, random));
  }

  @Override
  public String toString() {
    return value;
  }
}
