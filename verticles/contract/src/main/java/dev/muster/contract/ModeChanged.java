package dev.muster.contract;

import java.time.Instant;

/** Another mode holds, or for another reason, or by another order. */
public record ModeChanged(long seq, Instant at, ModeStatus status) implements Event {
  public ModeChanged {
    at = Message.required("at", at);
    status = Message.required("status", status);
  }
}
