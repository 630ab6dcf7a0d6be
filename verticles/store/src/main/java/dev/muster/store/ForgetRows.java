package dev.muster.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Removes what is stored of a repository beside its leases, as far as it has ended. */
public final class ForgetRows {
  private static final String ENDED_TASKS =
      "(SELECT id FROM task WHERE repo = ?"
          + " AND state IN ('SUCCEEDED', 'FAILED', 'UNKNOWN', 'CANCELLED', 'DEAD'))";

  /** The kinds of events of which a repository is known, and where their body names it. */
  private static final Map<String, String> NAMED_BY =
      Map.of(
          "LeaseChanged", "$.lease.file.repo",
          "LeaseDenied", "$.denial.lease.file.repo",
          "EditUnleased", "$.edit.file.repo",
          "DeclarationChanged", "$.declaration.repo",
          "NoticeChanged", "$.notice.repo");

  /**
   * The kinds of events that tell of something that may be gone: where its id is, and its table.
   */
  private static final Map<String, Subject> TELLS_OF =
      Map.of(
          "TaskChanged", new Subject("$.task.id", "task"),
          "AttemptChanged", new Subject("$.attempt.task_id", "task"),
          "DecisionMade", new Subject("$.decision.task_id", "task"),
          "AgentChanged", new Subject("$.agent.id", "agent"));

  private record Subject(String id, String table) {}

  private final Statements sql;

  ForgetRows(Statements sql) {
    this.sql = sql;
  }

  /** The repository of which {@code path} is a worktree, as far as anything here says so. */
  public @Nullable String repoOf(String path) {
    return sql.one(
        """
        SELECT repo FROM session WHERE worktree = ?1 AND repo IS NOT NULL
        UNION SELECT repo FROM lease WHERE worktree = ?1
        UNION SELECT repo FROM declaration WHERE worktree = ?1
        UNION SELECT repo FROM unleased_edit WHERE worktree = ?1
        LIMIT 1\
        """,
        row -> row.text("repo"),
        path);
  }

  /** Removes it but for open sessions and tasks and live declarations; how many rows of each. */
  public Map<String, Long> forget(String repo) {
    var removed = new LinkedHashMap<String, Long>();
    delete(
        "declared_file WHERE declaration_id IN"
            + " (SELECT id FROM declaration WHERE repo = ? AND state = 'ENDED')",
        repo);
    removed.put("declarations", delete("declaration WHERE repo = ? AND state = 'ENDED'", repo));
    removed.put("edits", delete("session_edit WHERE repo = ?", repo));
    removed.put("unleased_edits", delete("unleased_edit WHERE repo = ?", repo));
    removed.put("notices", delete("notice WHERE repo = ?", repo));
    removed.put("tasks", tasks(repo));
    removed.put("sessions", delete("session WHERE repo = ? AND closed_at IS NOT NULL", repo));
    sql.update(
        """
        DELETE FROM agent WHERE interactive = 1
          AND NOT EXISTS (SELECT 1 FROM session s WHERE s.agent_id = agent.id)
          AND NOT EXISTS (SELECT 1 FROM slot s WHERE s.agent_id = agent.id)\
        """);
    removed.put("events", events(repo));
    return removed;
  }

  private long tasks(String repo) {
    delete(
        "label WHERE attempt_id IN (SELECT id FROM attempt WHERE task_id IN " + ENDED_TASKS + ")",
        repo);
    delete(
        "slot WHERE attempt_id IN (SELECT id FROM attempt WHERE task_id IN " + ENDED_TASKS + ")",
        repo);
    for (String table :
        new String[] {"attempt", "decision", "outcome", "idempotency_key", "task_dependency"}) {
      delete(table + " WHERE task_id IN " + ENDED_TASKS, repo);
    }
    return delete("task WHERE id IN " + ENDED_TASKS, repo);
  }

  /** Removes events too; their numbers are not given again. */
  private long events(String repo) {
    sql.update(
        "UPDATE sequence SET value = MAX(value, (SELECT COALESCE(MAX(seq), 0) FROM event))"
            + " WHERE name = 'event'");
    long removed = 0;
    for (var kind : NAMED_BY.entrySet()) {
      removed +=
          sql.update(
              "DELETE FROM event WHERE subject = ? AND json_extract(body, ?) = ?",
              kind.getKey(),
              kind.getValue(),
              repo);
    }
    for (var kind : TELLS_OF.entrySet()) {
      Subject subject = kind.getValue();
      removed +=
          sql.update(
              "DELETE FROM event WHERE subject = ? AND json_extract(body, ?) NOT IN (SELECT id FROM"
                  + " "
                  + subject.table()
                  + ")",
              kind.getKey(),
              subject.id());
    }
    return removed;
  }

  private long delete(String what, String repo) {
    return sql.update("DELETE FROM " + what, repo);
  }
}
