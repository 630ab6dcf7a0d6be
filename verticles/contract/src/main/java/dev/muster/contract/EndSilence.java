package dev.muster.contract;

/** Order the end of a silence. */
public record EndSilence(SilenceId id) implements Request {
  public EndSilence {
    id = Message.required("id", id);
  }
}
