package dev.muster.contract;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** The id of a notice: {@code notice_} and a UUIDv7. */
public record NoticeId(String value) implements Id {
  public NoticeId {
    value = Id.checked("notice", value);
  }

  /** A fresh id of the instant {@code now}. */
  public static NoticeId next(Instant now, RandomGenerator random) {
    return new NoticeId(Id.next("notice", now, random));
  }

  @Override
  public String toString() {
    return value;
  }
}
