package dev.muster.contract;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** The id of a file lease: {@code lease_} and a UUIDv7. */
public record LeaseId(String value) implements Id {
  public LeaseId {
    value = Id.checked("lease", value);
  }

  /** A fresh id of the instant {@code now}. */
  public static LeaseId next(Instant now, RandomGenerator random) {
    return new LeaseId(Id.next("lease", now, random));
  }

  @Override
  public String toString() {
    return value;
  }
}
