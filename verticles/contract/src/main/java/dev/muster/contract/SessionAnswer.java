package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * A session after a call: its agent, its open task if any, and what to tell the model of who works
 * here on what.
 */
public record SessionAnswer(
    Agent agent, @Nullable TaskId taskId, @Nullable TaskState taskState, @Nullable String text)
    implements Reply {}
