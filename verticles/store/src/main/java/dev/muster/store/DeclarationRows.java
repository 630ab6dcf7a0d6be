package dev.muster.store;

import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationId;
import dev.muster.contract.DeclarationState;
import dev.muster.contract.DeclaredFile;
import dev.muster.contract.Holder;
import dev.muster.contract.LineRange;
import dev.muster.contract.TaskId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What agents declared, file by file in the order in which they did. */
public final class DeclarationRows {

  /** A file that two declared: the lines of one, and of the other with who that is. */
  public record Shared(
      String path,
      List<LineRange> mine,
      List<LineRange> theirs,
      String worktree,
      Holder holder,
      String agent,
      @Nullable TaskId taskId,
      @Nullable String intent,
      boolean earlier) {
    public Shared {
      mine = List.copyOf(mine);
      theirs = List.copyOf(theirs);
    }
  }

  // `state <> 'ENDED'` stands in so many words, because only with it does SQLite use the partial
  // indexes.
  private static final String LIVE = "SELECT d.* FROM declaration d WHERE d.state <> 'ENDED' ";

  private final Statements sql;

  DeclarationRows(Statements sql) {
    this.sql = sql;
  }

  /** Stores a declaration without its files; of a scheduled attempt with its slot. */
  public void insert(Declaration declaration, @Nullable Integer slot) {
    sql.update(
        "INSERT INTO declaration VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        declaration.id(),
        declaration.repo(),
        declaration.worktree(),
        declaration.holder().session(),
        declaration.holder().subagent(),
        declaration.agent(),
        declaration.taskId(),
        slot,
        declaration.intent(),
        declaration.readOnly(),
        declaration.state(),
        declaration.at(),
        declaration.until());
  }

  /** Who goes on with a declaration, where, for what and how long; intent only when said. */
  public void update(
      DeclarationId id,
      Holder holder,
      String agent,
      String worktree,
      @Nullable String intent,
      @Nullable Instant until) {
    sql.update(
        """
        UPDATE declaration SET session = ?, subagent = ?, agent = ?, worktree = ?,
          intent = COALESCE(?, intent), until = ?
        WHERE id = ?\
        """,
        holder.session(),
        holder.subagent(),
        agent,
        worktree,
        intent,
        until,
        id);
  }

  /** Adds a file, behind all that were declared before. */
  public void add(DeclarationId id, DeclaredFile file) {
    sql.update("DELETE FROM declared_file WHERE declaration_id = ? AND path = ?", id, file.path());
    sql.update(
        "INSERT INTO declared_file (declaration_id, path, lines) VALUES (?, ?, ?)",
        id,
        file.path(),
        file.lines());
  }

  /** Gives a declared file other lines; it keeps its place. */
  public void narrow(DeclarationId id, DeclaredFile file) {
    sql.update(
        "UPDATE declared_file SET lines = ? WHERE declaration_id = ? AND path = ?",
        file.lines(),
        id,
        file.path());
  }

  /** Moves a declaration from one state to another; whether it was in the first. */
  public boolean move(DeclarationId id, DeclarationState from, DeclarationState to) {
    boolean moved =
        sql.update("UPDATE declaration SET state = ? WHERE id = ? AND state = ?", to, id, from)
            == 1;
    if (moved && to == DeclarationState.ENDED) {
      sql.update("UPDATE declared_file SET ended = 1 WHERE declaration_id = ?", id);
    }
    return moved;
  }

  public @Nullable Declaration find(DeclarationId id) {
    return sql.one("SELECT d.* FROM declaration d WHERE d.id = ?", this::declaration, id);
  }

  /** Those that have not ended, oldest first; of one repository when it is named. */
  public List<Declaration> live(@Nullable String repo) {
    return sql.list(
        LIVE + "AND (?1 IS NULL OR d.repo = ?1) ORDER BY d.at, d.id", this::declaration, repo);
  }

  /** The active one of a holder in a worktree for this task or none, or null. */
  public @Nullable Declaration ofHolder(
      Holder holder, String repo, String worktree, @Nullable TaskId task, boolean readOnly) {
    return sql.one(
        LIVE
            + """
            AND d.state = 'ACTIVE' AND d.session = ? AND d.subagent IS ? AND d.repo = ?
              AND d.worktree = ? AND d.task_id IS ? AND d.read_only = ? AND d.slot IS NULL\
            """,
        this::declaration,
        holder.session(),
        holder.subagent(),
        repo,
        worktree,
        task,
        readOnly);
  }

  /** The active one of a slot of a scheduled task in a repository, or null. */
  public @Nullable Declaration ofSlot(TaskId task, int slot, String repo, boolean readOnly) {
    return sql.one(
        LIVE
            + """
            AND d.state = 'ACTIVE' AND d.task_id = ? AND d.slot = ? AND d.repo = ?
              AND d.read_only = ?\
            """,
        this::declaration,
        task,
        slot,
        repo,
        readOnly);
  }

  /** Those of a task in a state. */
  public List<Declaration> ofTask(TaskId task, DeclarationState state) {
    return sql.list(
        LIVE + "AND d.task_id = ? AND d.state = ? ORDER BY d.at, d.id",
        this::declaration,
        task,
        state);
  }

  /** The active ones of a session and its sub-agents. */
  public List<Declaration> ofSession(String session) {
    return sql.list(
        LIVE + "AND d.session = ? AND d.state = 'ACTIVE' AND d.slot IS NULL ORDER BY d.at, d.id",
        this::declaration,
        session);
  }

  /** Keeps what a session declared until then. */
  public void keep(String session, Instant until) {
    sql.update(
        "UPDATE declaration SET until = ? WHERE session = ? AND state <> 'ENDED'"
            + " AND until IS NOT NULL",
        until,
        session);
  }

  /** The active ones whose time is over. */
  public List<Declaration> expired(Instant now) {
    return sql.list(LIVE + "AND d.state = 'ACTIVE' AND d.until < ?", this::declaration, now);
  }

  /** Gives what is live {@code millis} more; for time in which the machine slept. */
  public void extend(long millis) {
    sql.update(
        "UPDATE declaration SET until = until + ? WHERE state <> 'ENDED' AND until IS NOT NULL",
        millis);
  }

  /** The files of a declaration that active ones of others in the repository name too. */
  public List<Shared> shared(DeclarationId id) {
    return sql.list(
        """
        SELECT m.path, m.lines AS mine, o.lines AS theirs, d.*, o.place < m.place AS earlier
        FROM declared_file m JOIN declaration e ON e.id = m.declaration_id
          JOIN declared_file o ON o.ended = 0 AND o.path = m.path
            AND o.declaration_id <> m.declaration_id
          JOIN declaration d ON d.id = o.declaration_id
        WHERE m.declaration_id = ? AND d.state = 'ACTIVE' AND d.repo = e.repo AND d.read_only = 0
        ORDER BY m.place, o.place\
        """,
        DeclarationRows::shared,
        id);
  }

  private static Shared shared(Row row) {
    return new Shared(
        row.text("path"),
        row.list(LineRange.class, "mine"),
        row.list(LineRange.class, "theirs"),
        row.text("worktree"),
        row.holder(),
        row.text("agent"),
        row.taskOrNull("task_id"),
        row.textOrNull("intent"),
        row.flag("earlier"));
  }

  private Declaration declaration(Row row) {
    var id = new DeclarationId(row.text("id"));
    List<DeclaredFile> files =
        sql.list(
            "SELECT path, lines FROM declared_file WHERE declaration_id = ? ORDER BY place",
            file -> new DeclaredFile(file.text("path"), file.list(LineRange.class, "lines")),
            id);
    return new Declaration(
        id,
        row.text("repo"),
        row.text("worktree"),
        row.holder(),
        row.text("agent"),
        row.taskOrNull("task_id"),
        row.textOrNull("intent"),
        row.flag("read_only"),
        files,
        row.constant(DeclarationState.class, "state"),
        row.instant("at"),
        row.instantOrNull("until"));
  }
}
