package dev.muster.contract;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** The id of a task: {@code task_} and a UUIDv7. */
public record TaskId(String value) implements Id {
  public TaskId {
    value = Id.checked("task", value);
  }

  /** A fresh id of the instant {@code now}. */
  public static TaskId next(Instant now, RandomGenerator random) {
    return new TaskId(Id.next("task", now, random));
  }

  @Override
  public String toString() {
    return value;
  }
}
