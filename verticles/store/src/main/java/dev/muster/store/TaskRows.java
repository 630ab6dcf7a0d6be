package dev.muster.store;

import dev.muster.contract.Estimate;
import dev.muster.contract.Source;
import dev.muster.contract.Task;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.contract.TaskSummary;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tasks, in submission order. */
public final class TaskRows {
  private final Statements sql;

  TaskRows(Statements sql) {
    this.sql = sql;
  }

  /** Stores a new task that waits for {@code openDependencies} others. */
  public void insert(Task task, int openDependencies) {
    sql.update(
        """
        INSERT INTO task (id, state, type, title, text, value, repo, files, priority, deadline,
          capabilities, language, depends_on, agents, parts, source, estimate, open_dependencies,
          submitted_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        task.id(),
        task.state(),
        task.type(),
        task.title(),
        task.text(),
        task.value(),
        task.repo(),
        task.files(),
        task.priority(),
        task.deadline(),
        task.capabilities(),
        task.language(),
        task.dependsOn(),
        task.agents(),
        task.parts(),
        task.source(),
        sql.json().writeValueAsString(task.estimate()),
        openDependencies,
        task.submittedAt(),
        task.updatedAt());
    for (TaskId before : task.dependsOn()) {
      insertDependency(task.id(), before);
    }
  }

  /** The task, or null when there is none. */
  public @Nullable Task find(TaskId id) {
    return sql.one("SELECT * FROM task WHERE id = ?", this::task, id);
  }

  /**
   * Newest first, at most {@code limit}, older than {@code after} when given; texts stay on disk.
   */
  public List<TaskSummary> page(
      @Nullable TaskState state, @Nullable Source source, int limit, @Nullable TaskId after) {
    return sql.list(
        """
        SELECT id, state, type, title, priority, parts, agents, attempts, reason, held, waits_for,
          depends_on, source, submitted_at, updated_at
        FROM task
        WHERE (?1 IS NULL OR state = ?1) AND (?2 IS NULL OR source = ?2)
          AND (?3 IS NULL OR seq < (SELECT seq FROM task WHERE id = ?3))
        ORDER BY seq DESC LIMIT ?4\
        """,
        TaskRows::summary,
        state,
        source,
        after,
        limit);
  }

  /** How many tasks are in each state; states without a task are left out. */
  public Map<TaskState, Long> counts() {
    var counts = new EnumMap<TaskState, Long>(TaskState.class);
    sql.list(
            "SELECT state, COUNT(*) AS tasks FROM task GROUP BY state",
            row -> Map.entry(row.constant(TaskState.class, "state"), row.number("tasks")))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  /** How many tasks wait: submitted or ready. */
  public long waiting() {
    return sql.number("SELECT COUNT(*) FROM task WHERE state IN ('SUBMITTED', 'READY')");
  }

  /** READY tasks that wait for nothing and whose time has come: by priority, then oldest first. */
  public List<Task> admissible(Instant now, int limit) {
    return sql.list(
        """
        SELECT * FROM task
        WHERE state = 'READY' AND open_dependencies = 0 AND not_before <= ?1
          AND (waits_for IS NULL OR waits_until <= ?1)
        ORDER BY priority DESC, seq LIMIT ?2\
        """,
        this::task,
        now,
        limit);
  }

  /** How many tasks could be admitted now, counted up to {@code limit}. */
  public long admissibleCount(Instant now, int limit) {
    return sql.number(
        """
        SELECT COUNT(*) FROM (SELECT 1 FROM task
          WHERE state = 'READY' AND open_dependencies = 0 AND not_before <= ?1
            AND (waits_for IS NULL OR waits_until <= ?1) LIMIT ?2)\
        """,
        now,
        limit);
  }

  /** Moves the task from one state to another; whether it was in the first. Only READY waits. */
  public boolean move(
      TaskId id, TaskState from, TaskState to, @Nullable String reason, Instant now) {
    return sql.update(
            """
            UPDATE task SET state = ?1, reason = ?2, held = NULL, short_since = NULL,
              updated_at = ?3, waits_for = CASE WHEN ?1 = 'READY' THEN waits_for END,
              waits_until = CASE WHEN ?1 = 'READY' THEN waits_until END
            WHERE id = ?4 AND state = ?5\
            """,
            to,
            reason,
            now,
            id,
            from)
        == 1;
  }

  /** The task is not admitted before {@code time}. */
  public void delay(TaskId id, Instant time) {
    sql.update("UPDATE task SET not_before = ? WHERE id = ?", time, id);
  }

  /** Counts one more attempt; the answer is its number. */
  public int nextAttempt(TaskId id) {
    return (int)
        sql.number("UPDATE task SET attempts = attempts + 1 WHERE id = ? RETURNING attempts", id);
  }

  /** Says why the task is not admitted; whether that is news. */
  public boolean hold(TaskId id, @Nullable String held) {
    return sql.update("UPDATE task SET held = ? WHERE id = ? AND held IS NOT ?", held, id, held)
        == 1;
  }

  /** Since when the pinned task waits for its agents; {@code now} when it does not yet. */
  public Instant shortSoFar(TaskId id, Instant now) {
    return Instant.ofEpochMilli(
        sql.number("SELECT COALESCE(short_since, ?) FROM task WHERE id = ?", now, id));
  }

  /** Since when the pinned task waits for its agents; set to {@code now} when it did not yet. */
  public Instant shortSince(TaskId id, Instant now) {
    return Instant.ofEpochMilli(
        sql.number(
            "UPDATE task SET short_since = COALESCE(short_since, ?) WHERE id = ?"
                + " RETURNING short_since",
            now,
            id));
  }

  /** Lets {@code id} wait for {@code before}; whether it did not yet. */
  public boolean addDependency(TaskId id, TaskId before) {
    if (!insertDependency(id, before)) {
      return false;
    }
    sql.update(
        """
        UPDATE task SET open_dependencies = open_dependencies
            + (SELECT COUNT(*) FROM task b WHERE b.id = ?2 AND b.state <> 'SUCCEEDED'),
          depends_on = json_insert(depends_on, '$[#]', ?2)
        WHERE id = ?1\
        """,
        id,
        before);
    return true;
  }

  /** Tells the tasks that waited for {@code before} that it has succeeded; those it freed. */
  public List<Task> freed(TaskId before) {
    sql.update(
        """
        UPDATE task SET open_dependencies = open_dependencies - 1
        WHERE id IN (SELECT task_id FROM task_dependency WHERE depends_on = ?)\
        """,
        before);
    return waitingFor(before).stream().filter(task -> openDependencies(task.id()) == 0).toList();
  }

  /** How many tasks this one waits for. */
  public long openDependencies(TaskId id) {
    return sql.number("SELECT open_dependencies FROM task WHERE id = ?", id);
  }

  /** The tasks that have not ended and directly wait for {@code before}. */
  public List<Task> waitingFor(TaskId before) {
    return sql.list(
        """
        SELECT t.* FROM task_dependency d JOIN task t ON t.id = d.task_id
        WHERE d.depends_on = ? AND t.state IN ('SUBMITTED', 'READY')\
        """,
        this::task,
        before);
  }

  /** A task that this one waits for in vain because it ended without success, or null. */
  public @Nullable TaskId lostDependency(TaskId id) {
    return sql.one(
        """
        SELECT b.id FROM task_dependency d JOIN task b ON b.id = d.depends_on
        WHERE d.task_id = ? AND b.state IN ('FAILED', 'UNKNOWN', 'CANCELLED', 'DEAD') LIMIT 1\
        """,
        row -> new TaskId(row.text("id")),
        id);
  }

  /** Whether {@code id} waits for {@code other}, directly or through others. */
  public boolean dependsOn(TaskId id, TaskId other) {
    return sql.number(
            """
            WITH RECURSIVE before (id) AS (
              SELECT depends_on FROM task_dependency WHERE task_id = ?
              UNION SELECT d.depends_on FROM task_dependency d JOIN before b ON d.task_id = b.id)
            SELECT COUNT(*) FROM before WHERE id = ?\
            """,
            id,
            other)
        > 0;
  }

  private boolean insertDependency(TaskId id, TaskId before) {
    return sql.update("INSERT OR IGNORE INTO task_dependency VALUES (?, ?)", id, before) == 1;
  }

  private static TaskSummary summary(Row row) {
    return new TaskSummary(
        new TaskId(row.text("id")),
        row.constant(TaskState.class, "state"),
        row.text("type"),
        row.text("title"),
        row.integer("priority"),
        row.integerOrNull("parts"),
        row.integerOrNull("agents"),
        row.integer("attempts"),
        row.textOrNull("reason"),
        row.textOrNull("held"),
        row.taskOrNull("waits_for"),
        row.list(TaskId.class, "depends_on"),
        row.constant(Source.class, "source"),
        row.instant("submitted_at"),
        row.instant("updated_at"));
  }

  private Task task(Row row) {
    return new Task(
        new TaskId(row.text("id")),
        row.constant(TaskState.class, "state"),
        row.text("type"),
        row.text("title"),
        row.text("text"),
        row.real("value"),
        row.textOrNull("repo"),
        row.list(String.class, "files"),
        row.integer("priority"),
        row.instantOrNull("deadline"),
        row.list(String.class, "capabilities"),
        row.textOrNull("language"),
        row.list(TaskId.class, "depends_on"),
        row.integerOrNull("agents"),
        row.integerOrNull("parts"),
        row.constant(Source.class, "source"),
        row.integer("attempts"),
        row.textOrNull("reason"),
        row.textOrNull("held"),
        row.taskOrNull("waits_for"),
        row.object(Estimate.class, "estimate"),
        row.instant("submitted_at"),
        row.instant("updated_at"));
  }
}
