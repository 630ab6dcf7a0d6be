package dev.muster.store;

import dev.muster.contract.Experiment;
import dev.muster.contract.ExperimentState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The experiments: at most one is open, and the finished ones stay. */
public final class ExperimentRows {
  private final Statements sql;

  ExperimentRows(Statements sql) {
    this.sql = sql;
  }

  /** The newest, and how many outcomes were learned when it ended. */
  public record Latest(Experiment experiment, long learned) {}

  /**
   * Stores an experiment over the one of its id.
   *
   * @param state what its judge remembers, kept as JSON
   */
  public void put(Experiment experiment, Object state, long learned) {
    sql.update(
        """
        INSERT INTO experiment VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (id) DO UPDATE SET open = ?3, learned = ?4, whole = ?5, state = ?6\
        """,
        experiment.id(),
        experiment.since(),
        experiment.state() == ExperimentState.OPEN,
        learned,
        sql.json().writeValueAsString(experiment),
        sql.json().writeValueAsString(state));
  }

  /** The one that is open; null when none is. */
  public @Nullable Experiment open() {
    return sql.one(
        "SELECT whole FROM experiment WHERE open = 1",
        row -> row.object(Experiment.class, "whole"));
  }

  /** Ends an experiment and leaves what its judge remembers as it is. */
  public void end(Experiment ended, long learned) {
    sql.update(
        "UPDATE experiment SET open = 0, learned = ?, whole = ? WHERE id = ?",
        learned,
        sql.json().writeValueAsString(ended),
        ended.id());
  }

  /**
   * What the judge of an experiment remembers.
   *
   * @throws IllegalArgumentException when it is not of this type
   */
  public <S> S state(String id, Class<S> type) {
    S state =
        sql.one(
            "SELECT state FROM experiment WHERE id = ?",
            row -> {
              try {
                return sql.json().readValue(row.text("state"), type);
              } catch (JacksonException wrong) {
                throw new IllegalArgumentException("the state is none of this version", wrong);
              }
            },
            id);
    if (state == null) {
      throw new IllegalArgumentException("no experiment has the id " + id);
    }
    return state;
  }

  /** All of them, newest first. */
  public List<Experiment> all() {
    return sql.list(
        "SELECT whole FROM experiment ORDER BY at DESC, id DESC",
        row -> row.object(Experiment.class, "whole"));
  }

  /** The newest of all; null before the first. */
  public @Nullable Latest latest() {
    return sql.one(
        "SELECT whole, learned FROM experiment ORDER BY at DESC, id DESC LIMIT 1",
        row -> new Latest(row.object(Experiment.class, "whole"), row.number("learned")));
  }

  /** Outcomes that the learner of a swarm learned, all of them. */
  public long learned(String swarm) {
    return sql.number("SELECT COALESCE(MAX(learned), 0) FROM learner WHERE swarm = ?", swarm);
  }
}
