package dev.muster.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An edit that was denied: who asked in which {@code worktree}, and the lease that stood in the
 * way, for the {@code denials}-th time in a row. Denials of older hosts do not say the worktree.
 */
public record Denial(
    Instant at,
    Holder holder,
    String agent,
    @Nullable String worktree,
    FileLease lease,
    int denials) {}
