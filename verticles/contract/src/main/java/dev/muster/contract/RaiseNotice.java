package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * Tell a person something; one that nobody reviewed yet of the same kind, repository and agent
 * counts on.
 */
public record RaiseNotice(
    NoticeKind kind, @Nullable String repo, @Nullable String agent, long count, String text)
    implements Request {
  public RaiseNotice {
    kind = Message.required("kind", kind);
    text = Message.required("text", Message.said(text));
  }
}
