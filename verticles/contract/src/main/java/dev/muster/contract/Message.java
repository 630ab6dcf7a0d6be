package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/** Anything that travels on the event bus. */
public sealed interface Message permits Request, Reply, Event, Message.Unrecognised {

  /** A message of a newer version whose type this one does not know; counted and dropped. */
  record Unrecognised(String name) implements Message {}

  /** Characters of what an agent says of its slot: every event of the attempt carries it. */
  int SAID_MAX = 2_000;

  /** Returns {@code said} when it is absent or not too long; refuses it otherwise. */
  static @Nullable String said(@Nullable String said) {
    if (said != null && said.length() > SAID_MAX) {
      throw new IllegalArgumentException(
          "message must have at most " + SAID_MAX + " characters, had " + said.length());
    }
    return said;
  }

  /** Returns {@code value} when it is there; refuses the message that lacks it otherwise. */
  static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is required");
    }
    return value;
  }
}
