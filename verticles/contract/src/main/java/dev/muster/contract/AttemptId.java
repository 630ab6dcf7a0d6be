package dev.muster.contract;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** The id of an attempt: {@code attempt_} and a UUIDv7. */
public record AttemptId(String value) implements Id {
  public AttemptId {
    value = Id.checked("attempt", value);
  }

  /** A fresh id of the instant {@code now}. */
  public static AttemptId next(Instant now, RandomGenerator random) {
    return new AttemptId(Id.next("attempt", now, random));
  }

  @Override
  public String toString() {
    return value;
  }
}
