package dev.muster.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The mode that holds.
 *
 * @param reason why it is this one, as a word that programs know, like {@code no_model}
 * @param since when it began to hold for this reason
 * @param order what an operator ordered, also while something stricter holds; null when nothing
 * @param automatic what holds without the order
 */
public record ModeStatus(
    Mode mode, String reason, Instant since, @Nullable ModeOrder order, Mode automatic) {
  public ModeStatus {
    mode = Message.required("mode", mode);
    reason = Message.required("reason", reason);
    since = Message.required("since", since);
    automatic = Message.required("automatic", automatic);
  }
}
