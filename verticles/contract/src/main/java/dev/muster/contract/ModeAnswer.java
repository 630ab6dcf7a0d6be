package dev.muster.contract;

/** The mode that holds. */
public record ModeAnswer(ModeStatus status) implements Reply {
  public ModeAnswer {
    status = Message.required("status", status);
  }
}
