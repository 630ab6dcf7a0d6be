package dev.muster.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A task was submitted or changed state; {@code was} is the state before, null for a new task. */
public record TaskChanged(
    long seq, Instant at, String cause, @Nullable TaskState was, TaskSummary task)
    implements Event {
  public TaskChanged {
    at = Message.required("at", at);
    task = Message.required("task", task);
  }
}
