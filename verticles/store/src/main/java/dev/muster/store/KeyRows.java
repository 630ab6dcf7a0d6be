package dev.muster.store;

import dev.muster.contract.TaskAccepted;
import dev.muster.contract.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Idempotency keys: the hash of the first request under a key, and its answer. */
public final class KeyRows {

  /** What was answered to the first request under a key. */
  public record First(String requestHash, TaskAccepted response) {}

  private final Statements sql;

  KeyRows(Statements sql) {
    this.sql = sql;
  }

  public @Nullable First find(String key) {
    return sql.one(
        "SELECT request_hash, response FROM idempotency_key WHERE key = ?",
        row -> new First(row.text("request_hash"), row.object(TaskAccepted.class, "response")),
        key);
  }

  public void insert(
      String key, String requestHash, TaskId task, TaskAccepted response, Instant now) {
    sql.update(
        "INSERT INTO idempotency_key VALUES (?, ?, ?, ?, ?)",
        key,
        requestHash,
        task,
        sql.json().writeValueAsString(response),
        now);
  }
}
