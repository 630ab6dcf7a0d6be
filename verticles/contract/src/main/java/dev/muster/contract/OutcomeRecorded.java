package dev.muster.contract;

/** The slot's end is stored; {@code repeated} when the same report had been stored before. */
public record OutcomeRecorded(
    TaskId taskId,
    AttemptId attemptId,
    int slot,
    TaskState state,
    boolean attemptClosed,
    boolean repeated)
    implements Reply {}
