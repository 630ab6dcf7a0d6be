package dev.muster.lab.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the host's records say about one task in the end. */
record TaskRecord(String id, String state, List<AttemptRow> attempts, List<String> classes) {
  TaskRecord {
    attempts = List.copyOf(attempts);
    classes = List.copyOf(classes);
  }

  /** One try at the task. */
  record AttemptRow(
      @Nullable String result,
      @Nullable Instant openedAt,
      @Nullable Instant closedAt,
      List<SlotRow> slots) {
    AttemptRow {
      slots = List.copyOf(slots);
    }
  }

  /** One agent's share of an attempt; the fence is -1 when nobody claimed it. */
  record SlotRow(
      int slot,
      long fence,
      long pid,
      @Nullable Instant claimedAt,
      @Nullable Instant endedAt,
      @Nullable String from,
      @Nullable String to) {
    Duration time() {
      return claimedAt == null || endedAt == null
          ? Duration.ZERO
          : Duration.between(claimedAt, endedAt);
    }
  }

  /** Reads the body of {@code GET /api/v1/tasks/ID}. */
  static TaskRecord of(JsonNode body) {
    var attempts = new ArrayList<AttemptRow>();
    for (JsonNode attempt : body.path("attempts")) {
      var slots = new ArrayList<SlotRow>();
      attempt.path("slots").forEach(slot -> slots.add(slot(slot)));
      attempts.add(
          new AttemptRow(
              attempt.path("result").asString(null),
              instant(attempt.path("opened_at")),
              instant(attempt.path("closed_at")),
              slots));
    }
    var classes = new ArrayList<String>();
    for (JsonNode decision : body.path("decisions")) {
      classes.add(decision.path("coordination_class").asString("unknown"));
    }
    JsonNode task = body.path("task");
    return new TaskRecord(
        task.path("id").asString(""), task.path("state").asString(""), attempts, classes);
  }

  private static SlotRow slot(JsonNode slot) {
    return new SlotRow(
        slot.path("slot").asInt(-1),
        slot.path("fence").asLong(-1),
        slot.path("pid").asLong(-1),
        instant(slot.path("claimed_at")),
        instant(slot.path("ended_at")),
        slot.path("from").asString(null),
        slot.path("to").asString(null));
  }

  private static @Nullable Instant instant(JsonNode node) {
    return node.isString() ? Instant.parse(node.asString()) : null;
  }
}
