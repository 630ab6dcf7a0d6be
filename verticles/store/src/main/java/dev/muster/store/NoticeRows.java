package dev.muster.store;

import dev.muster.contract.Notice;
import dev.muster.contract.NoticeId;
import dev.muster.contract.NoticeKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people should look at, and what they did. */
public final class NoticeRows {
  private final Statements sql;

  NoticeRows(Statements sql) {
    this.sql = sql;
  }

  public void insert(Notice notice) {
    sql.update(
        "INSERT INTO notice VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        notice.id(),
        notice.kind(),
        notice.at(),
        notice.lastAt(),
        notice.count(),
        notice.repo(),
        notice.agent(),
        notice.text(),
        notice.reviewedAt());
  }

  /** Counts on: it happened again, as {@code text} says. */
  public void again(NoticeId id, long count, String text, Instant now) {
    sql.update(
        "UPDATE notice SET count = count + ?, text = ?, last_at = ? WHERE id = ?",
        count,
        text,
        now,
        id);
  }

  /** Notes that somebody looked at it; whether nobody had. */
  public boolean review(NoticeId id, Instant now) {
    return sql.update(
            "UPDATE notice SET reviewed_at = ? WHERE id = ? AND reviewed_at IS NULL", now, id)
        == 1;
  }

  public @Nullable Notice find(NoticeId id) {
    return sql.one("SELECT * FROM notice WHERE id = ?", NoticeRows::notice, id);
  }

  /** The one of this kind, repository and agent that nobody looked at yet, or null. */
  public @Nullable Notice open(NoticeKind kind, @Nullable String repo, @Nullable String agent) {
    return sql.one(
        "SELECT * FROM notice WHERE reviewed_at IS NULL AND kind = ? AND repo IS ? AND agent IS ?",
        NoticeRows::notice,
        kind,
        repo,
        agent);
  }

  /** Those that nobody looked at yet, newest first. */
  public List<Notice> open() {
    return sql.list(
        "SELECT * FROM notice WHERE reviewed_at IS NULL ORDER BY last_at DESC, id DESC",
        NoticeRows::notice);
  }

  private static Notice notice(Row row) {
    return new Notice(
        new NoticeId(row.text("id")),
        row.constant(NoticeKind.class, "kind"),
        row.instant("at"),
        row.instant("last_at"),
        row.number("count"),
        row.textOrNull("repo"),
        row.textOrNull("agent"),
        row.text("text"),
        row.instantOrNull("reviewed_at"));
  }
}
