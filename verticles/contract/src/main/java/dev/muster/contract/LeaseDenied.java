package dev.muster.contract;

import java.time.Instant;

/** An edit was denied. */
public record LeaseDenied(long seq, Instant at, Denial denial) implements Event {
  public LeaseDenied {
    at = Message.required("at", at);
    denial = Message.required("denial", denial);
  }
}
