package dev.muster.store;

import dev.muster.contract.FileKey;
import dev.muster.contract.Holder;
import dev.muster.contract.TaskId;
import dev.muster.contract.UnleasedEdit;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What sessions edited and in which commit it landed, and what changed without a lease. */
public final class EditRows {
  private final Statements sql;

  EditRows(Statements sql) {
    this.sql = sql;
  }

  /** Notes an edit of a session under its latest task; it is not landed any more. */
  public void edited(String session, @Nullable TaskId task, FileKey file, Instant now) {
    sql.update(
        """
        INSERT INTO session_edit (session, repo, worktree, path, task_id, at)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET landed = NULL\
        """,
        session,
        file.repo(),
        file.worktree(),
        file.path(),
        task == null ? "" : task.value(),
        now);
  }

  /**
   * Marks the session's edits of a file as landed in a commit; the tasks whose edits these were.
   */
  public List<TaskId> landed(String session, FileKey file, String commit) {
    return sql
        .list(
            """
            UPDATE session_edit SET landed = ?
            WHERE session = ? AND repo = ? AND worktree = ? AND path = ? AND landed IS NULL
            RETURNING task_id\
            """,
            row -> row.text("task_id"),
            commit,
            session,
            file.repo(),
            file.worktree(),
            file.path())
        .stream()
        .flatMap(task -> task.isEmpty() ? Stream.empty() : Stream.of(new TaskId(task)))
        .toList();
  }

  /** The first {@code limit} paths that were edited under a task. */
  public List<String> paths(TaskId task, int limit) {
    return sql.list(
        "SELECT path FROM session_edit WHERE task_id = ? GROUP BY path ORDER BY MIN(at), path"
            + " LIMIT ?",
        row -> row.text("path"),
        task,
        limit);
  }

  /** Notes a change without a lease. */
  public void unleased(UnleasedEdit edit) {
    Holder holder = edit.holder();
    sql.update(
        "INSERT INTO unleased_edit (at, repo, worktree, path, session, subagent, agent)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        edit.at(),
        edit.file().repo(),
        edit.file().worktree(),
        edit.file().path(),
        holder == null ? null : holder.session(),
        holder == null ? null : holder.subagent(),
        edit.agent());
  }

  /** The latest changes without a lease, newest first. */
  public List<UnleasedEdit> unleased(int limit) {
    return sql.list(
        "SELECT * FROM unleased_edit ORDER BY seq DESC LIMIT ?", EditRows::unleased, limit);
  }

  private static UnleasedEdit unleased(Row row) {
    return new UnleasedEdit(
        row.instant("at"),
        row.file(),
        row.textOrNull("session") == null ? null : row.holder(),
        row.textOrNull("agent"));
  }
}
