package dev.muster.contract;

import java.time.Instant;

/** An attempt was opened or closed, or one of its slots changed. */
public record AttemptChanged(long seq, Instant at, String cause, Attempt attempt) implements Event {
  public AttemptChanged {
    at = Message.required("at", at);
    attempt = Message.required("attempt", attempt);
  }
}
