package dev.muster.store;

import dev.muster.contract.AttemptId;
import dev.muster.contract.Decision;
import dev.muster.contract.Promise;
import dev.muster.contract.Result;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the live figures are computed from; only reads. */
public final class FigureRows {

  /**
   * A decision that was closed; null where nobody measured.
   *
   * @param at when it was closed
   * @param task its id, or the id of advice, whose task others run
   * @param attempt the how many-th of its task, from 1
   * @param promise null when no model decided
   */
  public record Closed(
      Instant at,
      Result result,
      String task,
      int attempt,
      @Nullable Long durationMs,
      @Nullable Long tokens,
      @Nullable Integer conflicts,
      @Nullable Promise promise) {}

  /**
   * A decision with what its columns say of its past.
   *
   * @param history {@code historical_success_rate} as a learner reads it
   * @param confidence {@code neural_pattern_confidence} as a learner reads it
   */
  public record Decided(
      AttemptId attempt,
      Decision decision,
      @Nullable String repo,
      String type,
      @Nullable Double history,
      @Nullable Double confidence) {}

  /** An attempt that ended. */
  public record Ended(AttemptId attempt, Instant at, Result result) {}

  /** The oldest of more closed decisions than these are not read: the figures are asked often. */
  public static final int CLOSED_MAX = 20_000;

  private final Statements sql;

  FigureRows(Statements sql) {
    this.sql = sql;
  }

  /**
   * The latest closed decisions, newest first: {@code latest} of them, or all since {@code since}
   * where these are more, and {@link #CLOSED_MAX} at most. Recomputed work is left out.
   */
  public List<Closed> closed(int latest, Instant since) {
    long recent =
        sql.number(
            "SELECT (SELECT COUNT(*) FROM outcome WHERE at >= ?1)"
                + " + (SELECT COUNT(*) FROM advice_outcome WHERE at >= ?1)",
            since);
    List<Closed> rows =
        sql.list(
            """
            SELECT o.at, o.result, o.task_id AS task, a.number, o.duration_ms, o.tokens,
              o.conflicts, d.whole ->> '$.promise' AS promise
            FROM outcome o JOIN attempt a ON a.id = o.attempt_id
              JOIN decision d ON d.id = a.decision_id JOIN task t ON t.id = o.task_id
            WHERE t.source <> 'REPLAY'
            UNION ALL
            SELECT o.at, iif(o.success, 'SUCCEEDED', 'FAILED'), o.id, 1, o.duration_ms, o.tokens,
              o.conflicts, d.whole ->> '$.promise'
            FROM advice_outcome o JOIN advice d ON d.id = o.id
            WHERE o.reporter NOT IN ('replay', 'validate')
            ORDER BY 1 DESC LIMIT ?\
            """,
            FigureRows::closed,
            Math.clamp(recent, latest, CLOSED_MAX));
    int within = 0;
    while (within < rows.size() && (within < latest || !rows.get(within).at().isBefore(since))) {
      within++;
    }
    return rows.subList(0, within);
  }

  private static Closed closed(Row row) {
    return new Closed(
        row.instant("at"),
        row.constant(Result.class, "result"),
        row.text("task"),
        row.integer("number"),
        row.numberOrNull("duration_ms"),
        row.numberOrNull("tokens"),
        row.integerOrNull("conflicts"),
        row.textOrNull("promise") == null ? null : row.object(Promise.class, "promise"));
  }

  /**
   * Edits that a lease kept from happening, without those of {@code muster hooks prove}; null when
   * older ones than are kept would have to be counted.
   */
  public @Nullable Long prevented(Instant since) {
    boolean cut =
        sql.number("SELECT COUNT(*) FROM denial") >= LeaseRows.DENIALS_KEPT
            && sql.number("SELECT MIN(at) FROM denial") >= since.toEpochMilli();
    return cut
        ? null
        : sql.number(
            "SELECT COUNT(*) FROM denial WHERE at >= ? AND session NOT LIKE 'muster-prove-%'",
            since);
  }

  /** Edits of files that nobody held. */
  public long unleased(Instant since) {
    return sql.number("SELECT COUNT(*) FROM unleased_edit WHERE at >= ?", since);
  }

  /** The latest decisions for tasks of ours, in any order. */
  public List<Decided> decided(int limit) {
    return sql.list(
        """
        SELECT d.attempt_id, d.whole, t.repo, t.type, d.historical_success_rate AS history,
          d.neural_pattern_confidence AS confidence
        FROM (SELECT * FROM decision ORDER BY rowid DESC LIMIT ?) d
          JOIN task t ON t.id = d.task_id\
        """,
        row ->
            new Decided(
                new AttemptId(row.text("attempt_id")),
                row.object(Decision.class, "whole"),
                row.textOrNull("repo"),
                row.text("type"),
                row.realOrNull("history"),
                row.realOrNull("confidence")),
        limit);
  }

  /** What ended of a repository and task type from {@code since} on, oldest first. */
  public List<Ended> ended(@Nullable String repo, String type, Instant since) {
    return sql.list(
        "SELECT attempt_id, at, result FROM outcome WHERE repo IS ? AND type = ? AND at >= ?"
            + " ORDER BY at, attempt_id",
        row ->
            new Ended(
                new AttemptId(row.text("attempt_id")),
                row.instant("at"),
                row.constant(Result.class, "result")),
        repo,
        type,
        since);
  }
}
