package dev.muster.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One agent's share of an attempt. {@code pid}, {@code from} and {@code to} are the agent's
 * evidence of the process that did the work; memory is the peak of its whole process group.
 */
public record Slot(
    int slot,
    AgentId agentId,
    String agent,
    SlotState state,
    @Nullable Long fence,
    @Nullable Instant leaseUntil,
    @Nullable Instant claimedAt,
    @Nullable Instant endedAt,
    @Nullable Result result,
    @Nullable Long pid,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Long durationMs,
    @Nullable Long peakMemoryBytes,
    @Nullable Long tokens,
    @Nullable Integer percent,
    @Nullable String message) {}
