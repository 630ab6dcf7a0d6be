package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/** Say how far a slot is, which renews it too; {@code percent} in 0..100. */
public record ReportProgress(
    TaskId taskId, int slot, long fence, @Nullable Integer percent, @Nullable String message)
    implements Request {
  public ReportProgress {
    taskId = Message.required("task_id", taskId);
    message = Message.said(message);
    if (percent != null && (percent < 0 || percent > 100)) {
      throw new IllegalArgumentException("percent must be in 0..100, was " + percent);
    }
  }
}
