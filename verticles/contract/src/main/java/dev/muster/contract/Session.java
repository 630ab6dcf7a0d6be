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
    Instant lastAt) {}
