package dev.muster.contract;

import java.time.Instant;

/** A declaration was made, parked, activated or ended. */
public record DeclarationChanged(long seq, Instant at, String cause, Declaration declaration)
    implements Event {
  public DeclarationChanged {
    at = Message.required("at", at);
    declaration = Message.required("declaration", declaration);
  }
}
