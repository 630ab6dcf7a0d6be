package dev.muster.store;

import dev.muster.contract.Decision;
import dev.muster.contract.DecisionId;
import dev.muster.contract.ReportDecisionOutcome;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Advice that was recorded, what became of it, and reports that nobody learns. */
public final class AdviceRows {

  /**
   * Recorded advice.
   *
   * @param source who asked
   * @param reported whether its outcome is known
   */
  public record Recorded(
      Decision decision, String type, double value, @Nullable String source, boolean reported) {}

  private final Statements sql;

  AdviceRows(Statements sql) {
    this.sql = sql;
  }

  /** Stores advice that has an id. */
  public void insert(Decision decision, String type, double value, @Nullable String source) {
    sql.update(
        "INSERT INTO advice VALUES (?, ?, ?, ?, ?, ?)",
        Objects.requireNonNull(decision.id()),
        decision.at(),
        type,
        value,
        source,
        sql.json().writeValueAsString(decision));
  }

  /** The advice of an id; null when there is none. */
  public @Nullable Recorded find(DecisionId id) {
    return sql.one(
        "SELECT a.*, o.id IS NOT NULL AS reported FROM advice a LEFT JOIN advice_outcome o"
            + " ON o.id = a.id WHERE a.id = ?",
        row ->
            new Recorded(
                row.object(Decision.class, "whole"),
                row.text("type"),
                row.real("value"),
                row.textOrNull("source"),
                row.flag("reported")),
        id);
  }

  /**
   * Stores what became of it; {@code learnable} is false where its n was not a model's to choose.
   */
  public void outcome(ReportDecisionOutcome report, boolean learnable, Instant now) {
    sql.update(
        "INSERT INTO advice_outcome VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        report.decisionId(),
        now,
        report.source(),
        report.success(),
        report.durationMs(),
        report.tokens(),
        report.conflicts(),
        learnable ? "false" : "excluded");
  }

  /** What was reported of it and accepted; null when nothing was. */
  public @Nullable ReportDecisionOutcome reported(DecisionId id) {
    return sql.one(
        "SELECT * FROM advice_outcome WHERE id = ?",
        row ->
            new ReportDecisionOutcome(
                id,
                row.flag("success"),
                row.numberOrNull("duration_ms"),
                row.numberOrNull("tokens"),
                row.integerOrNull("conflicts"),
                row.textOrNull("source")),
        id);
  }

  /** Why this very report was kept away before; null when it was not. */
  public @Nullable String quarantinedFor(ReportDecisionOutcome report) {
    return sql.one(
        "SELECT reason FROM quarantine WHERE decision_id = ? AND report = ?",
        row -> row.text("reason"),
        report.decisionId(),
        sql.json().writeValueAsString(report));
  }

  /** Keeps a report away from the learner, and whole. */
  public void quarantine(ReportDecisionOutcome report, String reason, Instant now) {
    sql.update(
        "INSERT INTO quarantine (decision_id, source, reason, report, at) VALUES (?, ?, ?, ?, ?)",
        report.decisionId(),
        report.source(),
        reason,
        sql.json().writeValueAsString(report),
        now);
  }

  /** How many reports were kept away. */
  public long quarantined() {
    return sql.number("SELECT COUNT(*) FROM quarantine");
  }
}
