package dev.muster.contract;

/** A session stopped answering for now. */
public record RestSession(String session) implements Request {
  public RestSession {
    session = Holder.of(session).session();
  }
}
