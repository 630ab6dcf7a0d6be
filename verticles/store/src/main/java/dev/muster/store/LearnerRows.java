package dev.muster.store;

import dev.muster.contract.AttemptId;
import dev.muster.contract.Decision;
import dev.muster.contract.Result;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the learner of a swarm takes and keeps. Each outcome is learned once (RELIABILITY 13). */
public final class LearnerRows {

  /**
   * An outcome to learn from.
   *
   * @param attempt of a task of ours; null of recorded advice
   * @param at when it was known
   * @param value of the task
   * @param source who reported it; null when a runner of ours did
   */
  public record Learnable(
      @Nullable AttemptId attempt,
      Decision decision,
      Instant at,
      boolean success,
      @Nullable Long durationMs,
      @Nullable Long tokens,
      @Nullable Integer conflicts,
      double value,
      @Nullable String source) {}

  /** What the learner keeps; without statistics and state when nothing was learned. */
  public static final class Checkpoint {
    private final long learned;
    private final byte @Nullable [] statistics;
    private final @Nullable String state;
    private final JsonMapper json;

    Checkpoint(
        JsonMapper json, long learned, byte @Nullable [] statistics, @Nullable String state) {
      this.json = json;
      this.learned = learned;
      this.statistics = statistics;
      this.state = state;
    }

    /** Outcomes, all of them. */
    public long learned() {
      return learned;
    }

    public byte @Nullable [] statistics() {
      return statistics;
    }

    /**
     * The state; null when nothing was kept.
     *
     * @throws IllegalArgumentException when it is not of this type
     */
    public <S> @Nullable S state(Class<S> type) {
      try {
        return state == null ? null : json.readValue(state, type);
      } catch (JacksonException wrong) {
        throw new IllegalArgumentException("the state is none of this version", wrong);
      }
    }
  }

  private static final String OUTCOMES =
      """
      SELECT o.attempt_id, d.whole, o.at, o.result, NULL AS success, o.duration_ms, o.tokens,
        o.conflicts, t.value, NULL AS source, %1$s AS place
      FROM outcome o JOIN attempt a ON a.id = o.attempt_id JOIN decision d ON d.id = a.decision_id
        JOIN task t ON t.id = o.task_id
      WHERE %2$s
      UNION ALL
      SELECT NULL, d.whole, o.at, NULL, o.success, o.duration_ms, o.tokens,
        o.conflicts, d.value, o.reporter, %1$s
      FROM advice_outcome o JOIN advice d ON d.id = o.id
      WHERE %2$s
      ORDER BY place %3$s LIMIT ?\
      """;

  private static final String NEXT = OUTCOMES.formatted("d.at", "o.learned = 'false'", "ASC");
  private static final String AFTER = OUTCOMES.formatted("o.learned_as", "o.learned_as > ?", "ASC");
  private static final String LATEST =
      OUTCOMES.formatted("o.learned_as", "o.learned_as IS NOT NULL", "DESC");

  private final Statements sql;

  LearnerRows(Statements sql) {
    this.sql = sql;
  }

  /** Makes {@code holder} the learner of {@code swarm}; the answer is its epoch, from 1. */
  public long take(String swarm, String holder) {
    return sql.number(
        "INSERT INTO learner (swarm, epoch, holder) VALUES (?, 1, ?)"
            + " ON CONFLICT (swarm) DO UPDATE SET epoch = epoch + 1, holder = excluded.holder"
            + " RETURNING epoch",
        swarm,
        holder);
  }

  /** What it keeps; null when there was no learner. */
  public @Nullable Checkpoint checkpoint(String swarm) {
    return sql.one(
        "SELECT learned, statistics, state FROM learner WHERE swarm = ?",
        row ->
            new Checkpoint(
                sql.json(),
                row.number("learned"),
                row.bytesOrNull("statistics"),
                row.textOrNull("state")),
        swarm);
  }

  /** The next outcomes that nobody learned, in the order of their decisions. */
  public List<Learnable> next(int limit) {
    return sql.list(NEXT, LearnerRows::learnable, limit);
  }

  /**
   * What {@code keep} makes of each of the latest outcomes that were learned, in the order in which
   * they were: an outcome with its whole decision is large.
   */
  public <T> List<T> latest(int limit, Function<Learnable, T> keep) {
    return sql.list(LATEST, row -> keep.apply(learnable(row)), limit).reversed();
  }

  /** An outcome that was the how many-th to be learned, from 1. */
  public record Learned(long number, Learnable outcome) {}

  /** The next that were learned after so many, in the order in which they were. */
  public List<Learned> after(long number, int limit) {
    return sql.list(
        AFTER, row -> new Learned(row.number("place"), learnable(row)), number, number, limit);
  }

  /**
   * Whether something that was learned was taken back since, so that the rest is to be learned
   * anew.
   */
  public boolean anew(String swarm) {
    return sql.number("SELECT anew FROM learner WHERE swarm = ?", swarm) == 1;
  }

  /** What was left was learned anew. */
  public void learnedAnew(String swarm) {
    sql.update("UPDATE learner SET anew = 0 WHERE swarm = ?", swarm);
  }

  private static Learnable learnable(Row row) {
    String attempt = row.textOrNull("attempt_id");
    boolean success =
        attempt == null
            ? row.flag("success")
            : row.constant(Result.class, "result") == Result.SUCCEEDED;
    return new Learnable(
        attempt == null ? null : new AttemptId(attempt),
        row.object(Decision.class, "whole"),
        row.instant("at"),
        success,
        row.numberOrNull("duration_ms"),
        row.numberOrNull("tokens"),
        row.integerOrNull("conflicts"),
        row.real("value"),
        row.textOrNull("source"));
  }

  /**
   * Keeps what was learned and marks the outcomes it was learned from, unless another learner has
   * taken over.
   *
   * @param state kept as JSON
   * @return false when it has; then nothing was changed
   */
  public boolean keep(
      String swarm, long epoch, List<Learnable> learned, byte[] statistics, Object state) {
    int kept =
        sql.update(
            "UPDATE learner SET learned = learned + ?, statistics = ?, state = ?"
                + " WHERE swarm = ? AND epoch = ?",
            learned.size(),
            statistics,
            sql.json().writeValueAsString(state),
            swarm,
            epoch);
    if (kept == 0) {
      return false;
    }
    long order = sql.number("SELECT learned FROM learner WHERE swarm = ?", swarm) - learned.size();
    for (Learnable outcome : learned) {
      mark(outcome, ++order);
    }
    return true;
  }

  private void mark(Learnable outcome, long order) {
    int marked =
        outcome.attempt() == null
            ? sql.update(
                "UPDATE advice_outcome SET learned = 'true', learned_as = ?"
                    + " WHERE id = ? AND learned = 'false'",
                order,
                outcome.decision().id())
            : sql.update(
                "UPDATE outcome SET learned = 'true', learned_as = ?"
                    + " WHERE attempt_id = ? AND learned = 'false'",
                order,
                outcome.attempt());
    if (marked != 1) {
      throw new IllegalStateException(
          "an outcome was learned twice, of decision " + outcome.decision().id());
    }
  }

  /** Outcomes that will be learned. */
  public long waiting() {
    return sql.number(
        "SELECT (SELECT COUNT(*) FROM outcome WHERE learned = 'false')"
            + " + (SELECT COUNT(*) FROM advice_outcome WHERE learned = 'false')");
  }
}
