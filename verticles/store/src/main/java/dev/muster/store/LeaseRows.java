package dev.muster.store;

import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseId;
import dev.muster.contract.TaskId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file leases; a file has one live lease at most in one worktree. */
public final class LeaseRows {
  private final Statements sql;

  LeaseRows(Statements sql) {
    this.sql = sql;
  }

  /** The leases that have not ended, longest held first; of one repository when it is named. */
  public List<FileLease> live(@Nullable String repo) {
    return sql.list(
        "SELECT * FROM lease WHERE ended_at IS NULL AND (? IS NULL OR repo = ?)"
            + " ORDER BY granted_at, id",
        LeaseRows::lease,
        repo,
        repo);
  }

  private static FileLease lease(Row row) {
    String task = row.textOrNull("task_id");
    return new FileLease(
        new LeaseId(row.text("id")),
        new FileKey(row.text("repo"), row.text("worktree"), row.text("path")),
        new Holder(row.text("session"), row.textOrNull("subagent")),
        row.text("agent"),
        task == null ? null : new TaskId(task),
        row.textOrNull("intent"),
        row.number("fence"),
        row.instant("granted_at"),
        row.instant("renewed_at"),
        row.instant("until"),
        row.instant("held_at_most"),
        row.flag("lent"),
        row.number("edits"));
  }
}
