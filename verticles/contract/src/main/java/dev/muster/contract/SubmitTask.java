package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/** Submit a task; the same key and task again give the first answer again. */
public record SubmitTask(NewTask task, @Nullable String idempotencyKey) implements Request {

  public SubmitTask {
    task = Message.required("task", task);
    if (idempotencyKey != null && (idempotencyKey.isBlank() || idempotencyKey.length() > 255)) {
      throw new IllegalArgumentException(
          "idempotency key must have 1..255 characters, had " + idempotencyKey.length());
    }
  }
}
