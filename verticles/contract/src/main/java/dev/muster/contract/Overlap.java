package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/** What somebody else has on a declared file; {@code linesApart} is 0 when the ranges meet. */
public record Overlap(
    String path,
    Stake stake,
    Closeness closeness,
    @Nullable Integer linesApart,
    Holder holder,
    String agent,
    @Nullable String intent,
    @Nullable TaskId taskId,
    boolean sameWorktree) {}
