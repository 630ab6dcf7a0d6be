package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * Somebody prompted a session: its task begins or goes on. {@code text} only where texts are
 * stored.
 */
public record PromptSession(
    String session, long promptBytes, String promptHash, @Nullable String text) implements Request {
  public PromptSession {
    session = Holder.of(session).session();
    promptHash = Message.required("prompt_hash", promptHash);
  }
}
