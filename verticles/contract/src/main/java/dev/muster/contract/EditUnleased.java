package dev.muster.contract;

import java.time.Instant;

/** A file changed without a lease. */
public record EditUnleased(long seq, Instant at, UnleasedEdit edit) implements Event {
  public EditUnleased {
    at = Message.required("at", at);
    edit = Message.required("edit", edit);
  }
}
