package dev.muster.store;

import dev.muster.contract.TaskId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which parked task waits for whose attempt, and until when at most. */
public final class WaitRows {
  private final Statements sql;

  WaitRows(Statements sql) {
    this.sql = sql;
  }

  /** Lets a task wait for the attempt of {@code other} when there is one, until a time at most. */
  public void park(TaskId id, @Nullable TaskId other, Instant until) {
    sql.update("UPDATE task SET waits_for = ?, waits_until = ? WHERE id = ?", other, until, id);
  }

  /** Until when a parked task waits at most; null when it is not parked. */
  public @Nullable Instant until(TaskId id) {
    return sql.one(
        "SELECT waits_until FROM task WHERE id = ? AND waits_until IS NOT NULL",
        row -> row.instant("waits_until"),
        id);
  }

  /** The tasks that waited for the attempt of {@code other}; from now on they do not. */
  public List<TaskId> free(TaskId other) {
    return sql.list(
        "UPDATE task SET waits_for = NULL, held = NULL WHERE waits_for = ? RETURNING id",
        row -> new TaskId(row.text("id")),
        other);
  }

  /**
   * The tasks that wait for an attempt whose task now waits for them, directly or through others;
   * from now on they do not.
   */
  public List<TaskId> freeCircles() {
    return sql.list(
        """
        WITH RECURSIVE path (start, id) AS (
          SELECT id, waits_for FROM task WHERE waits_for IS NOT NULL
          UNION SELECT p.start, d.depends_on FROM task_dependency d JOIN path p ON d.task_id = p.id
          UNION SELECT p.start, t.waits_for FROM task t JOIN path p ON t.id = p.id
            WHERE t.waits_for IS NOT NULL)
        UPDATE task SET waits_for = NULL, held = NULL
          WHERE id IN (SELECT start FROM path WHERE id = start) RETURNING id\
        """,
        row -> new TaskId(row.text("id")));
  }

  /** Whether {@code id} waits for {@code other} in any way, directly or through others. */
  public boolean waitsFor(TaskId id, TaskId other) {
    return sql.number(
            """
            WITH RECURSIVE before (id) AS (
              SELECT ?1
              UNION SELECT d.depends_on FROM task_dependency d JOIN before b ON d.task_id = b.id
              UNION SELECT t.waits_for FROM task t JOIN before b ON t.id = b.id
                WHERE t.waits_for IS NOT NULL)
            SELECT COUNT(*) FROM before WHERE id = ?2\
            """,
            id,
            other)
        > 0;
  }

  /** Gives parked tasks {@code millis} more; for time in which the machine slept. */
  public void extend(long millis) {
    sql.update(
        "UPDATE task SET waits_until = waits_until + ? WHERE waits_until IS NOT NULL", millis);
  }
}
