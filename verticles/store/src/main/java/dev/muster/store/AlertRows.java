package dev.muster.store;

import dev.muster.contract.AlertChange;
import dev.muster.contract.Silence;
import dev.muster.contract.SilenceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How alerts stand, what became of them, and who does not want to hear of them. */
public final class AlertRows {
  private final Statements sql;

  AlertRows(Statements sql) {
    this.sql = sql;
  }

  /** Stores how an alert stands, kept as JSON. */
  public void put(String name, Object standing) {
    sql.update(
        "INSERT OR REPLACE INTO alert VALUES (?, ?)",
        name,
        sql.json().writeValueAsString(standing));
  }

  /** How all stand. */
  public <S> List<S> standings(Class<S> type) {
    return sql.list("SELECT whole FROM alert ORDER BY name", row -> row.object(type, "whole"));
  }

  public void remove(String name) {
    sql.update("DELETE FROM alert WHERE name = ?", name);
  }

  /** Appends to the history, of which the latest {@code keep} are kept. */
  public void append(AlertChange change, int keep) {
    sql.update(
        "INSERT INTO alert_change (name, whole) VALUES (?, ?)",
        change.name(),
        sql.json().writeValueAsString(change));
    sql.update(
        "DELETE FROM alert_change WHERE seq <= (SELECT MAX(seq) FROM alert_change) - ?", keep);
  }

  /** The latest changes of one alert or of all, newest first. */
  public List<AlertChange> history(@Nullable String name, int limit) {
    return sql.list(
        "SELECT whole FROM alert_change WHERE ?1 IS NULL OR name = ?1 ORDER BY seq DESC LIMIT ?2",
        row -> row.object(AlertChange.class, "whole"),
        name,
        limit);
  }

  /** Stores a silence over the one of its id. */
  public void put(Silence silence) {
    sql.update(
        "INSERT OR REPLACE INTO silence VALUES (?, ?, ?)",
        silence.id(),
        silence.endsAt(),
        sql.json().writeValueAsString(silence));
  }

  public @Nullable Silence silence(SilenceId id) {
    return sql.one(
        "SELECT whole FROM silence WHERE id = ?", row -> row.object(Silence.class, "whole"), id);
  }

  /** All that are kept, the last to end first. */
  public List<Silence> silences() {
    return sql.list(
        "SELECT whole FROM silence ORDER BY ends_at DESC, id DESC",
        row -> row.object(Silence.class, "whole"));
  }

  /** Forgets silences that ended before {@code since}. */
  public void trimSilences(Instant since) {
    sql.update("DELETE FROM silence WHERE ends_at < ?", since);
  }
}
