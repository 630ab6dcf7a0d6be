package dev.muster.store;

import dev.muster.contract.AgentId;
import dev.muster.contract.OpenSession;
import dev.muster.contract.Session;
import dev.muster.contract.TaskId;
import dev.muster.contract.Vendor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sessions of coding agents, open and closed. */
public final class SessionRows {

  /**
   * A session as it is stored: {@code latest} is its newest task, open or ended, {@code testExit}
   * the exit code of that task's latest test command.
   */
  public record Known(
      Session session,
      @Nullable TaskId latest,
      @Nullable Integer testExit,
      @Nullable Instant closedAt,
      @Nullable String closedWhy) {}

  private static final String SELECT =
      """
      SELECT s.*, g.name AS agent, t.id AS open_task
      FROM session s JOIN agent g ON g.id = s.agent_id
        LEFT JOIN task t ON t.id = s.task_id AND t.state = 'RUNNING'
      """;

  private final Statements sql;

  SessionRows(Statements sql) {
    this.sql = sql;
  }

  /** Stores a session that began or goes on; what it does not say stays as it was. */
  public void open(OpenSession request, AgentId agent, Instant now) {
    sql.update(
        """
        INSERT INTO session (session, vendor, agent_id, repo, worktree, branch, model, opened_at,
          last_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (session) DO UPDATE SET
          repo = COALESCE(excluded.repo, repo),
          worktree = COALESCE(excluded.worktree, worktree),
          branch = COALESCE(excluded.branch, branch), model = COALESCE(excluded.model, model),
          opened_at = CASE WHEN closed_at IS NULL THEN opened_at ELSE excluded.opened_at END,
          last_at = excluded.last_at, closed_at = NULL, closed_why = NULL\
        """,
        request.session(),
        request.vendor(),
        agent,
        request.repo(),
        request.worktree(),
        request.branch(),
        request.model(),
        now,
        now);
  }

  /** The session, open or closed; null when nobody opened it. */
  public @Nullable Known find(String session) {
    return sql.one(SELECT + "WHERE s.session = ?", SessionRows::known, session);
  }

  /** The session that is this agent; null when the agent is none. */
  public @Nullable Known ofAgent(AgentId agent) {
    return sql.one(SELECT + "WHERE s.agent_id = ?", SessionRows::known, agent);
  }

  /** The open sessions of a repository and of a worktree, where named: heard of last first. */
  public List<Session> open(@Nullable String repo, @Nullable String worktree) {
    return sql.list(
        SELECT
            + """
            WHERE s.closed_at IS NULL AND (?1 IS NULL OR s.repo = ?1)
              AND (?2 IS NULL OR s.worktree = ?2)
            ORDER BY s.last_at DESC, s.session\
            """,
        SessionRows::session,
        repo,
        worktree);
  }

  /** Notes that an open session lives, unless it did since {@code before}; whether it was noted. */
  public boolean seen(String session, Instant now, Instant before) {
    return sql.update(
            "UPDATE session SET last_at = ? WHERE session = ? AND closed_at IS NULL"
                + " AND last_at < ?",
            now,
            session,
            before)
        == 1;
  }

  /** Opens a closed session again; whether it was closed. */
  public boolean reopen(String session, Instant now) {
    return sql.update(
            "UPDATE session SET closed_at = NULL, closed_why = NULL, last_at = ?"
                + " WHERE session = ? AND closed_at IS NOT NULL",
            now,
            session)
        == 1;
  }

  /** The session works on another task now, which was not tested yet. */
  public void begin(String session, TaskId task) {
    sql.update("UPDATE session SET task_id = ?, test_exit = NULL WHERE session = ?", task, session);
  }

  /** Keeps the exit code of the latest test command. */
  public void tested(String session, int exitCode) {
    sql.update("UPDATE session SET test_exit = ? WHERE session = ?", exitCode, session);
  }

  /** Closes an open session; whether it was open. */
  public boolean close(String session, String why, Instant now) {
    return sql.update(
            "UPDATE session SET closed_at = ?, closed_why = ?"
                + " WHERE session = ? AND closed_at IS NULL",
            now,
            why,
            session)
        == 1;
  }

  /** Removes a session that left nothing behind. */
  public void remove(String session) {
    sql.update("DELETE FROM session WHERE session = ?", session);
  }

  /** The open sessions that were not heard of since {@code cutoff}. */
  public List<Known> idle(Instant cutoff) {
    return sql.list(
        SELECT + "WHERE s.closed_at IS NULL AND s.last_at < ?", SessionRows::known, cutoff);
  }

  /** Gives open sessions {@code millis} more; for time in which the machine slept. */
  public void extend(long millis) {
    sql.update("UPDATE session SET last_at = last_at + ? WHERE closed_at IS NULL", millis);
  }

  private static Known known(Row row) {
    return new Known(
        session(row),
        row.taskOrNull("task_id"),
        row.integerOrNull("test_exit"),
        row.instantOrNull("closed_at"),
        row.textOrNull("closed_why"));
  }

  private static Session session(Row row) {
    return new Session(
        row.text("session"),
        row.constant(Vendor.class, "vendor"),
        new AgentId(row.text("agent_id")),
        row.text("agent"),
        row.textOrNull("repo"),
        row.textOrNull("worktree"),
        row.textOrNull("branch"),
        row.taskOrNull("open_task"),
        row.instant("opened_at"),
        row.instant("last_at"));
  }
}
