package dev.muster.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators switched and what the host quarantined, by the id of the plugin. */
public final class PluginRows {

  /** The switch of one plugin; null when nobody switched it, and when it is not quarantined. */
  public record Switch(String id, @Nullable Boolean enabled, @Nullable String quarantine) {}

  private final Statements sql;

  PluginRows(Statements sql) {
    this.sql = sql;
  }

  /** Switches it on or off; on also ends its quarantine. */
  public void switched(String id, boolean enabled, Instant now) {
    sql.update(
        """
        INSERT INTO plugin_switch VALUES (?1, ?2, NULL, ?3)
        ON CONFLICT (id) DO UPDATE SET enabled = ?2, at = ?3,
          quarantine = CASE WHEN ?2 = 1 THEN NULL ELSE quarantine END\
        """,
        id,
        enabled,
        now);
  }

  /** Quarantines it, because of {@code why}. */
  public void quarantined(String id, String why, Instant now) {
    sql.update(
        """
        INSERT INTO plugin_switch VALUES (?1, NULL, ?2, ?3)
        ON CONFLICT (id) DO UPDATE SET quarantine = ?2, at = ?3\
        """,
        id,
        why,
        now);
  }

  /** All of them, by id. */
  public List<Switch> all() {
    return sql.list("SELECT * FROM plugin_switch ORDER BY id", PluginRows::row);
  }

  private static Switch row(Row row) {
    Long enabled = row.numberOrNull("enabled");
    return new Switch(
        row.text("id"), enabled == null ? null : enabled != 0, row.textOrNull("quarantine"));
  }
}
