package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/** Ask for tasks, newest first, at most {@code limit} (1..1000) after the task {@code after}. */
public record ListTasks(
    @Nullable TaskState state, @Nullable Source source, int limit, @Nullable TaskId after)
    implements Request {
  public ListTasks {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("limit must be in 1..1000, was " + limit);
    }
  }
}
