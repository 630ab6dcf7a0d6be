package dev.muster.contract;

import java.time.Instant;

/** A model card is new, changed its state, or was fitted anew: {@code cause} says which. */
public record ModelChanged(long seq, Instant at, String cause, ModelCard card) implements Event {
  public ModelChanged {
    at = Message.required("at", at);
    cause = Message.required("cause", cause);
    card = Message.required("card", card);
  }
}
