package dev.muster.store;

import dev.muster.contract.Notice;
import dev.muster.contract.NoticeId;
import dev.muster.contract.NoticeKind;
import dev.muster.contract.RaiseNotice;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What people should look at, and what they did. */
public final class NoticeRows {
  private final Statements sql;

  NoticeRows(Statements sql) {
    this.sql = sql;
  }

  /** Raises a notice, or counts on with one of the same kind, repository and agent. */
  public Notice raise(RaiseNotice request, RandomGenerator random, Instant now) {
    long count = Math.max(1, request.count());
    Notice before = open(request.kind(), request.repo(), request.agent());
    NoticeId id = before == null ? NoticeId.next(now, random) : before.id();
    if (before == null) {
      sql.update(
          "INSERT INTO notice VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
          id,
          request.kind(),
          now,
          now,
          count,
          request.repo(),
          request.agent(),
          request.text());
    } else {
      sql.update(
          "UPDATE notice SET count = count + ?, text = ?, last_at = ? WHERE id = ?",
          count,
          request.text(),
          now,
          id);
    }
    return Objects.requireNonNull(find(id));
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
