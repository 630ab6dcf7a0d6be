package dev.muster.contract;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The name of one thing for ever: a word for its kind, an underscore and a UUIDv7. */
public sealed interface Id
    permits TaskId, AttemptId, DecisionId, AgentId, LeaseId, DeclarationId, NoticeId, SilenceId {

  /** The whole id as it travels, for example {@code task_0190…}. */
  String value();

  /**
   * A fresh id in creation order: {@code prefix_} and a UUIDv7 (RFC 9562, section 5.7) of {@code
   * now} in milliseconds and 74 random bits.
   */
  static String next(String prefix, Instant now, RandomGenerator random) {
    long high = (now.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low = 0x8000000000000000L | (random.nextLong() >>> 2);
    return prefix + "_" + new UUID(high, low);
  }

  /** Returns {@code value} when it is {@code prefix_} and a UUID; refuses it otherwise. */
  static String checked(String prefix, @Nullable String value) {
    if (value == null || !value.startsWith(prefix + "_") || !isUuid(value, prefix.length() + 1)) {
      throw new IllegalArgumentException(
          "id must be " + prefix + "_ and a UUID, was " + (value == null ? "null" : value));
    }
    return value;
  }

  private static boolean isUuid(String value, int from) {
    if (value.length() != from + 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      char c = value.charAt(from + i);
      if (dash ? c != '-' : !HexFormat.isHexDigit(c)) {
        return false;
      }
    }
    return true;
  }
}
