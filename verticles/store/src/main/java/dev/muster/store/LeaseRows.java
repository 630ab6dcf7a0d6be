package dev.muster.store;

import dev.muster.contract.Denial;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Landing;
import dev.muster.contract.LeaseId;
import dev.muster.contract.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file leases; a file has one live lease at most in one worktree. */
public final class LeaseRows {
  /** A page shows 50; the rest is for who looks into the store after a bad day. */
  static final int DENIALS_KEPT = 1_000;

  private static final String OF_FILE = " WHERE repo = ? AND worktree = ? AND path = ?";

  private final Statements sql;

  /** Why a lease ended. */
  public enum Ended {
    /** Nothing renewed it. */
    IDLE,
    /** It was held for as long as a lease may be. */
    HOLD_MAX,
    /** Its holder gave it up. */
    RELEASED,
    /** Somebody else gave it up. */
    RELEASED_BY_OPERATOR,
    /** The attempt that it was for ended. */
    ATTEMPT_ENDED;

    /** Whether its holder lost it, and may have meant to go on. */
    public boolean lost() {
      return switch (this) {
        case IDLE, HOLD_MAX, RELEASED_BY_OPERATOR -> true;
        case RELEASED, ATTEMPT_ENDED -> false;
      };
    }
  }

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

  /**
   * Gives every live lease {@code idleTtl} from {@code now} on, because nobody could renew one
   * while the host was away; how long that was is taken from the last that was written.
   */
  public List<FileLease> resume(Instant now, Duration idleTtl) {
    long seen =
        sql.number(
            """
            SELECT MAX(
              COALESCE((SELECT at FROM event ORDER BY seq DESC LIMIT 1), 0),
              COALESCE((SELECT MAX(renewed_at) FROM lease WHERE ended_at IS NULL), 0))\
            """);
    long away = Math.max(0, now.toEpochMilli() - seen);
    Instant until = now.plus(idleTtl);
    sql.update(
        "UPDATE lease SET until = ?, held_at_most = MAX(held_at_most + ?, ?)"
            + " WHERE ended_at IS NULL",
        until,
        away,
        until);
    return live(null);
  }

  /** Stores a lease unless its file has a live one; whether it did. */
  public boolean insert(FileLease lease) {
    FileKey file = lease.file();
    return sql.update(
            """
            INSERT INTO lease (id, repo, worktree, path, session, subagent, agent, task_id, intent,
              fence, granted_at, renewed_at, until, held_at_most, lent, edits)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (repo, worktree, path) WHERE ended_at IS NULL DO NOTHING\
            """,
            lease.id(),
            file.repo(),
            file.worktree(),
            file.path(),
            lease.holder().session(),
            lease.holder().subagent(),
            lease.agent(),
            lease.taskId(),
            lease.intent(),
            lease.fence(),
            lease.grantedAt(),
            lease.renewedAt(),
            lease.until(),
            lease.heldAtMost(),
            lease.lent(),
            lease.edits())
        == 1;
  }

  /** Hands a live lease to the holder that it names, under its fence; whether it was live. */
  public boolean transfer(FileLease lease) {
    return sql.update(
            """
            UPDATE lease SET session = ?, subagent = ?, lent = ?, fence = ?
            WHERE id = ? AND ended_at IS NULL\
            """,
            lease.holder().session(),
            lease.holder().subagent(),
            lease.lent(),
            lease.fence(),
            lease.id())
        == 1;
  }

  /** Stores how long a live lease goes on and the edits under it; whether it was live. */
  public boolean keep(FileLease lease) {
    return sql.update(
            """
            UPDATE lease SET renewed_at = ?, until = ?, held_at_most = ?, edits = ?
            WHERE id = ? AND ended_at IS NULL\
            """,
            lease.renewedAt(),
            lease.until(),
            lease.heldAtMost(),
            lease.edits(),
            lease.id())
        == 1;
  }

  /** Ends a live lease, with the edits under it; whether it was live. */
  public boolean end(FileLease lease, Ended why, Instant now) {
    return keep(lease)
        && sql.update(
                "UPDATE lease SET ended_at = ?, ended_why = ? WHERE id = ?", now, why, lease.id())
            == 1;
  }

  /**
   * What is known of the leases of a task: null when it had none; stale when one of them was lost
   * and another session had the file since, after the last lease of its own session there.
   */
  public @Nullable Landing landing(TaskId task) {
    long stale =
        sql.number(
            """
            SELECT MAX(ended_why IN ('IDLE', 'HOLD_MAX', 'RELEASED_BY_OPERATOR')
              AND COALESCE(
                (SELECT MAX(o.session = l.session) = 0 FROM lease o
                 WHERE o.repo = l.repo AND o.worktree = l.worktree AND o.path = l.path
                   AND o.fence > l.fence),
                0))
            FROM lease l WHERE task_id = ?\
            """,
            task);
    if (stale == 1) {
      return Landing.STALE;
    }
    boolean any = sql.number("SELECT EXISTS (SELECT 1 FROM lease WHERE task_id = ?)", task) == 1;
    return any ? Landing.CHECKED : null;
  }

  /**
   * The newest lease that another session had on a file after this session lost its last one there;
   * null when it lost none, or nobody took the file.
   */
  public @Nullable FileLease taker(FileKey file, String session) {
    record Own(long fence, @Nullable Ended why) {}
    Own own =
        sql.one(
            "SELECT fence, ended_why FROM lease"
                + OF_FILE
                + " AND session = ? ORDER BY fence DESC LIMIT 1",
            row -> new Own(row.number("fence"), row.constantOrNull(Ended.class, "ended_why")),
            file.repo(),
            file.worktree(),
            file.path(),
            session);
    if (own == null || own.why() == null || !own.why().lost()) {
      return null;
    }
    return sql.one(
        "SELECT * FROM lease" + OF_FILE + " AND fence > ? ORDER BY fence DESC LIMIT 1",
        LeaseRows::lease,
        file.repo(),
        file.worktree(),
        file.path(),
        own.fence());
  }

  /** Stores a denial, and drops the oldest ones. */
  public void deny(Denial denial) {
    sql.update(
        """
        INSERT INTO denial (at, repo, session, subagent, agent, worktree, denials, lease)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        denial.at(),
        denial.lease().file().repo(),
        denial.holder().session(),
        denial.holder().subagent(),
        denial.agent(),
        denial.worktree(),
        denial.denials(),
        sql.json().writeValueAsString(denial.lease()));
    sql.update("DELETE FROM denial WHERE seq <= (SELECT MAX(seq) FROM denial) - ?", DENIALS_KEPT);
  }

  /** The latest denials, newest first. */
  public List<Denial> denials(int limit) {
    return sql.list(
        "SELECT * FROM denial ORDER BY seq DESC LIMIT ?",
        row ->
            new Denial(
                row.instant("at"),
                row.holder(),
                row.text("agent"),
                row.textOrNull("worktree"),
                row.object(FileLease.class, "lease"),
                row.integer("denials")),
        limit);
  }

  /** Removes every lease of a repository, live or ended; the answer is how many there were. */
  public int forget(String repo) {
    return sql.update("DELETE FROM lease WHERE repo = ?", repo);
  }

  /** Removes every denial in a repository; the answer is how many there were. */
  public int forgetDenials(String repo) {
    return sql.update("DELETE FROM denial WHERE repo = ?", repo);
  }

  private static FileLease lease(Row row) {
    return new FileLease(
        new LeaseId(row.text("id")),
        row.file(),
        row.holder(),
        row.text("agent"),
        row.taskOrNull("task_id"),
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
