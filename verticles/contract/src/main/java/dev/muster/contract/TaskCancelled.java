package dev.muster.contract;

/** The task is in a terminal state now. */
public record TaskCancelled(TaskId id, TaskState state) implements Reply {}
