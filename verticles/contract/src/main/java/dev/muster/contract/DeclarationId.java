package dev.muster.contract;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** The id of a declaration: {@code declaration_} and a UUIDv7. */
public record DeclarationId(String value) implements Id {
  public DeclarationId {
    value = Id.checked("declaration", value);
  }

  /** A fresh id of the instant {@code now}. */
  public static DeclarationId next(Instant now, RandomGenerator random) {
    return new DeclarationId(Id.next("declaration", now, random));
  }

  @Override
  public String toString() {
    return value;
  }
}
