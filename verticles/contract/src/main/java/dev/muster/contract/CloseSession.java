package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/** A session ended: its task ends by its evidence or as unknown. */
public record CloseSession(String session, @Nullable String reason) implements Request {
  public CloseSession {
    session = Holder.of(session).session();
  }
}
