package dev.muster.contract;

/** A session stopped answering for now: its leases end sooner unless an edit renews them. */
public record RestLeases(String session) implements Request {
  public RestLeases {
    session = Holder.of(session).session();
  }
}
