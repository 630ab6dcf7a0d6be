package dev.muster.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One open session of a coding agent, where it works, and its open task if it has one. */
public record Session(
    String session,
    Vendor vendor,
    AgentId agentId,
    String agent,
    @Nullable String repo,
    @Nullable String worktree,
    @Nullable String branch,
    @Nullable TaskId taskId,
    Instant openedAt,
    Instant lastAt) {
  /** What the proof of hooks makes up are sessions of this name; they leave nothing behind. */
  public static final String PROOF = "muster-prove-";

  /** Whether a session of this name is made up by the proof of hooks. */
  public static boolean proof(String session) {
    return session.startsWith(PROOF);
  }
}
