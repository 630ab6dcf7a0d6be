package dev.muster.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a component of the host answered when it was asked last.
 *
 * @param note what was wrong; null when it is up
 */
public record HealthCheck(String id, boolean up, Instant at, @Nullable String note) {}
