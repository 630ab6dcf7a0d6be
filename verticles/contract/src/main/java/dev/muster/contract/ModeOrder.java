package dev.muster.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mode that an operator ordered.
 *
 * @param until when it ends by itself
 * @param why in the operator's words
 */
public record ModeOrder(Mode mode, Instant at, Instant until, @Nullable String why) {
  public ModeOrder {
    mode = Message.required("mode", mode);
    at = Message.required("at", at);
    until = Message.required("until", until);
    why = Message.said(why);
  }
}
