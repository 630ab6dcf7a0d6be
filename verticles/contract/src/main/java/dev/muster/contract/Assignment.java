package dev.muster.contract;

import java.time.Instant;

/** A slot to work on: keep {@code fence}, renew before {@code leaseUntil}. */
public record Assignment(
    TaskId taskId,
    AttemptId attemptId,
    int slot,
    int slots,
    long fence,
    Instant leaseUntil,
    String topology,
    Task task)
    implements Claim {}
