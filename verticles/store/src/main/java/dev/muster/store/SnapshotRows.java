package dev.muster.store;

import dev.muster.contract.Snapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was measured, by its instant. */
public final class SnapshotRows {
  private final Statements sql;

  SnapshotRows(Statements sql) {
    this.sql = sql;
  }

  /** Stores a snapshot over the one of its instant. */
  public void put(Snapshot snapshot) {
    sql.update(
        "INSERT OR REPLACE INTO snapshot VALUES (?, ?)",
        snapshot.at(),
        sql.json().writeValueAsString(snapshot));
  }

  /** Those from {@code since} on, oldest first. */
  public List<Snapshot> since(Instant since) {
    return sql.list(
        "SELECT whole FROM snapshot WHERE at >= ? ORDER BY at",
        row -> row.object(Snapshot.class, "whole"),
        since);
  }

  /** When the newest was taken; null before the first. */
  public @Nullable Instant newest() {
    return sql.one("SELECT at FROM snapshot ORDER BY at DESC LIMIT 1", row -> row.instant("at"));
  }

  /** Forgets those from before {@code since}. */
  public void trim(Instant since) {
    sql.update("DELETE FROM snapshot WHERE at < ?", since);
  }
}
