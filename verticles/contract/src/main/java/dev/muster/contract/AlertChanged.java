package dev.muster.contract;

import java.time.Instant;

/** An alert is in another state, or was inhibited or silenced, or is so no more. */
public record AlertChanged(long seq, Instant at, Alert alert) implements Event {
  public AlertChanged {
    at = Message.required("at", at);
    alert = Message.required("alert", alert);
  }
}
