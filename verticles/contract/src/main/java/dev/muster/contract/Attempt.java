package dev.muster.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One try at a task under one decision; {@code number} counts from 1, {@code result} ends it. */
public record Attempt(
    AttemptId id,
    TaskId taskId,
    int number,
    DecisionId decisionId,
    String title,
    List<Slot> slots,
    @Nullable Result result,
    Instant openedAt,
    @Nullable Instant closedAt) {
  public Attempt {
    slots = List.copyOf(slots);
  }
}
