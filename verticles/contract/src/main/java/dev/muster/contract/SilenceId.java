package dev.muster.contract;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** The id of a silence: {@code silence_} and a UUIDv7. */
public record SilenceId(String value) implements Id {
  public SilenceId {
    value = Id.checked("silence", value);
  }

  /** A fresh id of the instant {@code now}. */
  public static SilenceId next(Instant now, RandomGenerator random) {
    return new SilenceId(Id.next("silence", now, random));
  }

  @Override
  public String toString() {
    return value;
  }
}
