package dev.muster.store;

import dev.muster.contract.Attempt;
import dev.muster.contract.AttemptId;
import dev.muster.contract.Landing;
import dev.muster.contract.Result;
import dev.muster.contract.Task;
import dev.muster.contract.TaskId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row for each attempt that ended, never changed; late evidence is a label beside it. */
public final class OutcomeRows {

  /** The raw components of an outcome; null where nobody measured. */
  public record Components(
      @Nullable Long durationMs,
      @Nullable Long tokens,
      @Nullable Long peakMemoryBytes,
      int conflicts,
      @Nullable Landing landing) {}

  private static final double MILLIS_PER_MINUTE = 60_000;

  private final Statements sql;

  OutcomeRows(Statements sql) {
    this.sql = sql;
  }

  /** Stores the outcome of an attempt; {@code learnable} is false for what must teach nothing. */
  public void insert(
      Task task,
      Attempt attempt,
      Result result,
      Components components,
      boolean learnable,
      Instant now) {
    sql.update(
        "INSERT INTO outcome VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        attempt.id(),
        task.id(),
        now,
        task.type(),
        task.repo(),
        result,
        attempt.slots().size(),
        components.durationMs(),
        components.tokens(),
        components.peakMemoryBytes(),
        components.conflicts(),
        learnable ? "false" : "excluded",
        components.landing());
  }

  /** How many of the task's attempts ended so. */
  public long count(TaskId task, Result result) {
    return sql.number(
        "SELECT COUNT(*) FROM outcome WHERE task_id = ? AND result = ?", task, result);
  }

  /** How the outcomes of a repository and task type closed before {@code now} ended, by result. */
  public Map<Result, Long> history(@Nullable String repo, String type, Instant now) {
    return byResult(
        """
        SELECT result, COUNT(*) AS outcomes FROM outcome
        WHERE repo IS ? AND type = ? AND at < ? GROUP BY result\
        """,
        repo,
        type,
        now);
  }

  /** How the latest {@code limit} outcomes of a repository ended, by result. */
  public Map<Result, Long> latest(@Nullable String repo, int limit) {
    return byResult(
        """
        SELECT result, COUNT(*) AS outcomes FROM
          (SELECT result FROM outcome WHERE repo IS ? ORDER BY at DESC LIMIT ?) GROUP BY result\
        """,
        repo,
        limit);
  }

  /**
   * The median minutes of the latest {@code limit} outcomes of a task type that say how the work
   * went ({@link Result#judged}): work that was parked or handed back was cut short. Null of none.
   */
  public @Nullable Double typicalMinutes(String type, int limit) {
    List<Long> latest =
        sql.list(
            """
            SELECT duration_ms FROM outcome WHERE type = ? AND duration_ms IS NOT NULL
              AND result IN ('SUCCEEDED', 'FAILED', 'CONFLICT', 'EXPIRED')
            ORDER BY at DESC LIMIT ?\
            """,
            row -> row.number("duration_ms"),
            type,
            limit);
    List<Long> sorted = latest.stream().sorted().toList();
    return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2) / MILLIS_PER_MINUTE;
  }

  /** What the attempt came to; null when it left no outcome. */
  public @Nullable Components of(AttemptId attempt) {
    return sql.one(
        "SELECT * FROM outcome WHERE attempt_id = ?",
        row ->
            new Components(
                row.numberOrNull("duration_ms"),
                row.numberOrNull("tokens"),
                row.numberOrNull("peak_memory_bytes"),
                row.integer("conflicts"),
                row.constantOrNull(Landing.class, "landing")),
        attempt);
  }

  /** What was known of the leases when the attempt closed; null when it had none, or is open. */
  public @Nullable Landing landing(AttemptId attempt) {
    Components known = of(attempt);
    return known == null ? null : known.landing();
  }

  /** Keeps evidence that came after its attempt had closed. */
  public void label(AttemptId attempt, String evidence, Instant now) {
    sql.update("INSERT OR IGNORE INTO label VALUES (?, ?, ?)", attempt, evidence, now);
  }

  private Map<Result, Long> byResult(String query, @Nullable Object... arguments) {
    var counts = new EnumMap<Result, Long>(Result.class);
    sql.list(
            query,
            row -> Map.entry(row.constant(Result.class, "result"), row.number("outcomes")),
            arguments)
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }
}
