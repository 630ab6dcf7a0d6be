package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * The slot's end is stored; {@code repeated} when the same report had been stored before; {@code
 * landing} says what is known of its file leases, and is null when it had none to check.
 */
public record OutcomeRecorded(
    TaskId taskId,
    AttemptId attemptId,
    int slot,
    TaskState state,
    boolean attemptClosed,
    boolean repeated,
    @Nullable Landing landing)
    implements Reply {}
