package dev.muster.store;

import dev.muster.contract.AgentId;
import dev.muster.contract.AttemptId;
import dev.muster.contract.ReportOutcome;
import dev.muster.contract.Result;
import dev.muster.contract.Slot;
import dev.muster.contract.SlotState;
import dev.muster.contract.TaskId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The slots: one agent's share of an attempt each, with its own claim, lease and fence. */
public final class SlotRows {

  /** Which slot. */
  public record Key(AttemptId attempt, TaskId task, int slot, AgentId agent) {}

  /** Slots that have not ended: all, and those that share their attempt with another. */
  public record OpenCounts(long all, long shared) {}

  // `state <> 'ENDED'` stands in so many words wherever open slots are sought, because only with it
  // does SQLite use the partial index `slot_open`; without it, it reads every slot there ever was.
  private static final String KEY =
      "SELECT s.attempt_id, a.task_id, s.slot, s.agent_id"
          + " FROM slot s JOIN attempt a ON a.id = s.attempt_id ";

  private static final String SCHEDULED =
      "AND (SELECT g.interactive FROM agent g WHERE g.id = s.agent_id) = 0";

  private final Statements sql;

  SlotRows(Statements sql) {
    this.sql = sql;
  }

  /** Binds an agent to a slot of an attempt. */
  public void bind(AttemptId attempt, int slot, AgentId agent, Instant now) {
    sql.update(
        "INSERT INTO slot (attempt_id, slot, agent_id, state, bound_at) VALUES (?, ?, ?, ?, ?)",
        attempt,
        slot,
        agent,
        SlotState.BOUND,
        now);
  }

  /**
   * The slot that an agent may claim: bound to it, or claimed by it, not renewed yet and still
   * within its lease.
   */
  public @Nullable Key claimable(AgentId agent, Instant now) {
    return sql.one(
        KEY
            + """
            WHERE s.agent_id = ? AND s.state <> 'ENDED'
              AND (s.state = 'BOUND' OR (s.renewed = 0 AND s.lease_until >= ?))
            ORDER BY s.bound_at LIMIT 1\
            """,
        SlotRows::key,
        agent,
        now);
  }

  /** Every slot of an agent that has not ended. */
  public List<Key> openOf(AgentId agent) {
    return sql.list(KEY + "WHERE s.agent_id = ? AND s.state <> 'ENDED'", SlotRows::key, agent);
  }

  /**
   * Starts a bound slot under {@code fence}; a running one stays as it is. A slot without a lease
   * is never renewed and never expires.
   */
  public void claim(Key key, long fence, Instant now, @Nullable Instant leaseUntil) {
    sql.update(
        """
        UPDATE slot SET state = 'RUNNING', fence = ?, claimed_at = ?, lease_until = ?
        WHERE attempt_id = ? AND slot = ? AND state = 'BOUND'\
        """,
        fence,
        now,
        leaseUntil,
        key.attempt(),
        key.slot());
  }

  /** Keeps a running slot whose lease has not ended; whether there was one. */
  public boolean renew(TaskId task, int slot, long fence, Instant now, Instant leaseUntil) {
    return sql.update(
            """
            UPDATE slot SET lease_until = ?, renewed = 1
            WHERE fence = ? AND slot = ? AND state = 'RUNNING' AND lease_until >= ?
              AND attempt_id IN (SELECT id FROM attempt WHERE task_id = ?)\
            """,
            leaseUntil,
            fence,
            slot,
            now,
            task)
        == 1;
  }

  /** Notes how far a slot says it is. */
  public void progress(long fence, @Nullable Integer percent, @Nullable String message) {
    sql.update(
        "UPDATE slot SET percent = COALESCE(?, percent), message = COALESCE(?, message)"
            + " WHERE fence = ?",
        percent,
        message,
        fence);
  }

  /** The slot of a task that was ever claimed under {@code fence}, ended or not. */
  public @Nullable Key fenced(TaskId task, int slot, long fence) {
    return sql.one(
        KEY + "WHERE s.fence = ? AND s.slot = ? AND a.task_id = ?",
        SlotRows::key,
        fence,
        slot,
        task);
  }

  /** Ends a slot that has not ended without any evidence of the agent; whether it had not. */
  public boolean end(Key key, Result result, @Nullable String message, Instant now) {
    return sql.update(
            """
            UPDATE slot SET state = 'ENDED', result = ?, ended_at = ?,
              message = COALESCE(?, message)
            WHERE attempt_id = ? AND slot = ? AND state <> 'ENDED'\
            """,
            result,
            now,
            message,
            key.attempt(),
            key.slot())
        == 1;
  }

  /** Keeps what the agent reports of a slot's process. */
  public void evidence(Key key, ReportOutcome report) {
    sql.update(
        """
        UPDATE slot SET pid = ?, from_at = ?, to_at = ?, duration_ms = ?, peak_memory_bytes = ?,
          tokens = ?, exit_code = ?, files = ?
        WHERE attempt_id = ? AND slot = ?\
        """,
        report.pid(),
        report.from(),
        report.to(),
        report.durationMs(),
        report.peakMemoryBytes(),
        report.tokens(),
        report.exitCode(),
        report.files(),
        key.attempt(),
        key.slot());
  }

  /** Keeps which files were edited in a slot. */
  public void files(Key key, List<String> files) {
    sql.update(
        "UPDATE slot SET files = ? WHERE attempt_id = ? AND slot = ?",
        files,
        key.attempt(),
        key.slot());
  }

  /**
   * Running slots whose lease has ended, and bound ones that nobody claimed since {@code cutoff}.
   */
  public List<Key> expired(Instant now, Instant cutoff) {
    return sql.list(
        KEY
            + """
            WHERE a.closed_at IS NULL AND ((s.state = 'RUNNING' AND s.lease_until < ?)
              OR (s.state = 'BOUND' AND s.bound_at < ?))\
            """,
        SlotRows::key,
        now,
        cutoff);
  }

  /** Gives what is bound or leased {@code millis} more; for time in which the machine slept. */
  public void extend(long millis) {
    sql.update(
        "UPDATE slot SET bound_at = bound_at + ?, lease_until = lease_until + ?"
            + " WHERE state <> 'ENDED'",
        millis,
        millis);
  }

  /** Starts the time anew in which bound slots are to be claimed; for a host that was away. */
  public void rebind(Instant now) {
    sql.update("UPDATE slot SET bound_at = ? WHERE state <> 'ENDED' AND state = 'BOUND'", now);
  }

  /**
   * How many slots have not ended: all of them, and those of attempts of two agents or more;
   * sessions are left out, because nothing was decided about their number.
   */
  public OpenCounts openCounts() {
    return new OpenCounts(
        sql.number("SELECT COUNT(*) FROM slot s WHERE state <> 'ENDED' " + SCHEDULED),
        sql.number(
            """
            SELECT COUNT(*) FROM slot s WHERE state <> 'ENDED'
              AND (SELECT COUNT(*) FROM slot o WHERE o.attempt_id = s.attempt_id) > 1
            """
                + SCHEDULED));
  }

  /** How many slots have not ended. */
  public long openCount() {
    return sql.number("SELECT COUNT(*) FROM slot WHERE state <> 'ENDED'");
  }

  /** How many slots are bound and not claimed yet. */
  public long boundCount() {
    return sql.number("SELECT COUNT(*) FROM slot WHERE state <> 'ENDED' AND state = 'BOUND'");
  }

  /** The latest measured peaks of memory of slots of agents of {@code kind}, in bytes. */
  public List<Long> peakMemory(String kind, int limit) {
    return sql.list(
        """
        SELECT s.peak_memory_bytes FROM slot s JOIN agent g ON g.id = s.agent_id
        WHERE s.peak_memory_bytes IS NOT NULL AND g.kind = ? ORDER BY s.ended_at DESC LIMIT ?\
        """,
        row -> row.number("peak_memory_bytes"),
        kind,
        limit);
  }

  private static Key key(Row row) {
    return new Key(
        new AttemptId(row.text("attempt_id")),
        new TaskId(row.text("task_id")),
        row.integer("slot"),
        new AgentId(row.text("agent_id")));
  }

  static Slot slot(Row row) {
    return new Slot(
        row.integer("slot"),
        new AgentId(row.text("agent_id")),
        row.text("agent"),
        row.constant(SlotState.class, "state"),
        row.numberOrNull("fence"),
        row.instantOrNull("lease_until"),
        row.instantOrNull("claimed_at"),
        row.instantOrNull("ended_at"),
        row.constantOrNull(Result.class, "result"),
        row.numberOrNull("pid"),
        row.instantOrNull("from_at"),
        row.instantOrNull("to_at"),
        row.numberOrNull("duration_ms"),
        row.numberOrNull("peak_memory_bytes"),
        row.numberOrNull("tokens"),
        row.integerOrNull("percent"),
        row.textOrNull("message"));
  }
}
