package dev.muster.contract;

import java.time.Instant;

/**
 * An edit that was denied: who asked, and the lease that stood in the way, for the {@code
 * denials}-th time in a row.
 */
public record Denial(Instant at, Holder holder, String agent, FileLease lease, int denials) {}
