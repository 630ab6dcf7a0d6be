package dev.muster.host.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One claimed slot of a task. */
record Assignment(String taskId, int slot, int slots, long fence, JsonNode task) {

  static Assignment of(JsonNode body) {
    return new Assignment(
        body.path("task_id").asString(),
        body.path("slot").asInt(),
        body.path("slots").asInt(),
        body.path("fence").asLong(),
        body.path("task"));
  }

  /** What the command finds in its environment. */
  Map<String, String> environment(String url) {
    return Map.of(
        "MUSTER_TASK_ID", taskId,
        "MUSTER_SLOT", Integer.toString(slot),
        "MUSTER_SLOTS", Integer.toString(slots),
        "MUSTER_FENCE", Long.toString(fence),
        "MUSTER_URL", url);
  }

  /**
   * How long the work may take: the runner's own limit or the task's deadline; null is unlimited.
   */
  @Nullable Duration timeLeft(@Nullable Duration limit, Instant now) {
    String deadline = task.path("deadline").asString("");
    if (deadline.isEmpty()) {
      return limit;
    }
    Duration left = Duration.between(now, Instant.parse(deadline));
    Duration possible = left.isNegative() ? Duration.ZERO : left;
    return limit == null || possible.compareTo(limit) < 0 ? possible : limit;
  }

  /** The path of one of the calls about this task. */
  String path(String call) {
    return "/api/v1/tasks/" + taskId + "/" + call;
  }

  @Override
  public String toString() {
    return taskId + " slot " + slot + " of " + slots;
  }
}
