package dev.muster.store;

import dev.muster.contract.Attempt;
import dev.muster.contract.AttemptId;
import dev.muster.contract.DecisionId;
import dev.muster.contract.Result;
import dev.muster.contract.Slot;
import dev.muster.contract.TaskId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attempts; each has its slots in {@link SlotRows}. */
public final class AttemptRows {
  private static final String SELECT =
      "SELECT a.*, t.title FROM attempt a JOIN task t ON t.id = a.task_id ";

  private final Statements sql;

  AttemptRows(Statements sql) {
    this.sql = sql;
  }

  /** Opens an attempt under the scheduler's {@code epoch}. */
  public void open(
      AttemptId id, TaskId task, int number, DecisionId decision, long epoch, Instant now) {
    sql.update(
        "INSERT INTO attempt (id, task_id, number, decision_id, epoch, opened_at)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        id,
        task,
        number,
        decision,
        epoch,
        now);
  }

  /** Closes an open attempt. */
  public void close(AttemptId id, Result result, Instant now) {
    sql.update(
        "UPDATE attempt SET closed_at = ?, result = ? WHERE id = ? AND closed_at IS NULL",
        now,
        result,
        id);
  }

  public @Nullable Attempt find(AttemptId id) {
    return sql.one(SELECT + "WHERE a.id = ?", this::attempt, id);
  }

  /** The open attempt of a task, or null. */
  public @Nullable Attempt openOf(TaskId task) {
    return sql.one(SELECT + "WHERE a.task_id = ? AND a.closed_at IS NULL", this::attempt, task);
  }

  /** All attempts of a task, oldest first. */
  public List<Attempt> of(TaskId task) {
    return sql.list(SELECT + "WHERE a.task_id = ? ORDER BY a.number", this::attempt, task);
  }

  /** Every open attempt, oldest first. */
  public List<Attempt> open() {
    return sql.list(SELECT + "WHERE a.closed_at IS NULL ORDER BY a.opened_at", this::attempt);
  }

  private Attempt attempt(Row row) {
    var id = new AttemptId(row.text("id"));
    List<Slot> slots =
        sql.list(
            "SELECT s.*, g.name AS agent FROM slot s JOIN agent g ON g.id = s.agent_id"
                + " WHERE s.attempt_id = ? ORDER BY s.slot",
            SlotRows::slot,
            id);
    return new Attempt(
        id,
        new TaskId(row.text("task_id")),
        row.integer("number"),
        new DecisionId(row.text("decision_id")),
        row.text("title"),
        slots,
        row.constantOrNull(Result.class, "result"),
        row.instant("opened_at"),
        row.instantOrNull("closed_at"));
  }
}
