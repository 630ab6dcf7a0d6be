package dev.muster.contract;

/** The task is stored; {@code poll} is where to look, {@code retryAfter} in seconds. */
public record TaskAccepted(
    TaskId id, TaskState state, String poll, int retryAfter, Estimate estimate) implements Reply {}
