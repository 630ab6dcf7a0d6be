package dev.muster.store;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** How the mode of a swarm stands. */
public final class ModeRows {
  private final Statements sql;

  ModeRows(Statements sql) {
    this.sql = sql;
  }

  /** Stores it; kept as JSON. */
  public void put(String swarm, Object machine) {
    sql.update(
        "INSERT INTO mode VALUES (?1, ?2) ON CONFLICT (swarm) DO UPDATE SET whole = ?2",
        swarm,
        sql.json().writeValueAsString(machine));
  }

  /**
   * How it stood; null when nothing was stored.
   *
   * @throws IllegalArgumentException when it is not of this type
   */
  public <S> @Nullable S find(String swarm, Class<S> type) {
    return sql.one(
        "SELECT whole FROM mode WHERE swarm = ?",
        row -> {
          try {
            return sql.json().readValue(row.text("whole"), type);
          } catch (JacksonException wrong) {
            throw new IllegalArgumentException("the mode is none of this version", wrong);
          }
        },
        swarm);
  }
}
