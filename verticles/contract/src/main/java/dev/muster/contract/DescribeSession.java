package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/** Ask what a session is, and which one works where: by its name or by a worktree. */
public record DescribeSession(@Nullable String session, @Nullable String worktree)
    implements Request {
  public DescribeSession {
    if (session == null && worktree == null) {
      throw new IllegalArgumentException("session or worktree must be named");
    }
  }
}
