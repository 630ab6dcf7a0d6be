package dev.muster.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert went from one state to another.
 *
 * @param value of the expression's metric then; null when it was unknown
 */
public record AlertChange(
    Instant at,
    String name,
    Severity severity,
    AlertState was,
    AlertState state,
    @Nullable Double value,
    @Nullable String inhibitedBy,
    @Nullable SilenceId silencedBy) {}
