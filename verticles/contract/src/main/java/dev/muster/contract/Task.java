package dev.muster.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task whole: what was submitted and where it stands; parked, it waits for the attempt of {@code
 * waitsFor} to end.
 */
public record Task(
    TaskId id,
    TaskState state,
    String type,
    String title,
    String text,
    double value,
    @Nullable String repo,
    List<String> files,
    int priority,
    @Nullable Instant deadline,
    List<String> capabilities,
    @Nullable String language,
    List<TaskId> dependsOn,
    @Nullable Integer agents,
    @Nullable Integer parts,
    Source source,
    int attempts,
    @Nullable String reason,
    @Nullable String held,
    @Nullable TaskId waitsFor,
    Estimate estimate,
    Instant submittedAt,
    Instant updatedAt) {
  public Task {
    files = List.copyOf(files);
    capabilities = List.copyOf(capabilities);
    dependsOn = List.copyOf(dependsOn);
  }

  /** The same task in a line. */
  public TaskSummary summary() {
    return new TaskSummary(
        id,
        state,
        type,
        title,
        priority,
        parts,
        agents,
        attempts,
        reason,
        held,
        waitsFor,
        dependsOn,
        source,
        submittedAt,
        updatedAt);
  }
}
