package dev.muster.coordination;

import static dev.muster.contract.TaskState.CANCELLED;
import static dev.muster.contract.TaskState.DEAD;
import static dev.muster.contract.TaskState.FAILED;
import static dev.muster.contract.TaskState.LEASED;
import static dev.muster.contract.TaskState.READY;
import static dev.muster.contract.TaskState.RUNNING;
import static dev.muster.contract.TaskState.SUBMITTED;
import static dev.muster.contract.TaskState.SUCCEEDED;
import static dev.muster.contract.TaskState.UNKNOWN;

import dev.muster.contract.TaskState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which event leads from which state to which; what is not here is refused. */
final class Transitions {
  private static final Map<TaskState, Map<TaskEvent, TaskState>> TABLE =
      Map.of(
          SUBMITTED,
          Map.of(
              TaskEvent.ACCEPT, READY,
              TaskEvent.CANCEL, CANCELLED,
              TaskEvent.LOSE_DEPENDENCY, CANCELLED),
          READY,
          Map.of(
              TaskEvent.ADMIT, LEASED,
              TaskEvent.CANCEL, CANCELLED,
              TaskEvent.LOSE_DEPENDENCY, CANCELLED),
          LEASED,
          Map.of(
              TaskEvent.CLAIM, RUNNING,
              TaskEvent.UNCLAIMED, READY,
              TaskEvent.CANCEL, CANCELLED),
          RUNNING,
          Map.of(
              TaskEvent.CLAIM, RUNNING,
              TaskEvent.SUCCEED, SUCCEEDED,
              TaskEvent.FAIL, FAILED,
              TaskEvent.LEAVE_UNKNOWN, UNKNOWN,
              TaskEvent.RETRY, READY,
              TaskEvent.GIVE_UP, FAILED,
              TaskEvent.BURY, DEAD,
              TaskEvent.CANCEL, CANCELLED));

  private Transitions() {}

  /** The state after {@code event} in {@code state}, or null when the event is refused there. */
  static @Nullable TaskState next(TaskState state, TaskEvent event) {
    return TABLE.getOrDefault(state, Map.of()).get(event);
  }
}
