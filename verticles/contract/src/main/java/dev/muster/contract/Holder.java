package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * Who edits: a session of a coding agent, or one of its sub-agents. Another program that takes
 * leases is a session of its own.
 */
public record Holder(String session, @Nullable String subagent) {
  private static final int LENGTH_MAX = 200;

  public Holder {
    session = word("session", Message.required("session", session));
    subagent = subagent == null ? null : word("subagent", subagent);
  }

  /** The session itself, without a sub-agent. */
  public static Holder of(String session) {
    return new Holder(session, null);
  }

  /** The session that this sub-agent belongs to; itself when it is none. */
  public Holder parent() {
    return subagent == null ? this : of(session);
  }

  private static String word(String name, String value) {
    if (value.isBlank() || value.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(
          name + " must have 1.." + LENGTH_MAX + " characters, had " + value.length());
    }
    return value;
  }
}
