package dev.muster.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** End a slot, with the evidence its agent has. */
public record ReportOutcome(
    TaskId taskId,
    int slot,
    long fence,
    Result result,
    List<TaskId> dependsOn,
    @Nullable String message,
    @Nullable Integer exitCode,
    @Nullable Long durationMs,
    @Nullable Long peakMemoryBytes,
    @Nullable Long tokens,
    List<String> files,
    @Nullable Long pid,
    @Nullable Instant from,
    @Nullable Instant to)
    implements Request {
  public ReportOutcome {
    taskId = Message.required("task_id", taskId);
    if (result == null || !result.reportable()) {
      throw new IllegalArgumentException(
          "result must be succeeded, failed, conflict, predecessor, parked, handed_back or unknown,"
              + " was "
              + result);
    }
    if ((durationMs != null && durationMs < 0)
        || (tokens != null && tokens < 0)
        || (peakMemoryBytes != null && peakMemoryBytes < 0)) {
      throw new IllegalArgumentException(
          "duration_ms, tokens and peak_memory_bytes must be >= 0 or absent");
    }
    message = Message.said(message);
    if (dependsOn != null && dependsOn.size() > NewTask.LIST_MAX) {
      throw new IllegalArgumentException(
          "depends_on must have at most " + NewTask.LIST_MAX + ", was " + dependsOn.size());
    }
    dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
    files = files == null ? List.of() : List.copyOf(files);
  }
}
