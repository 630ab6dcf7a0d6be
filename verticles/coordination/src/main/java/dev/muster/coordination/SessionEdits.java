package dev.muster.coordination;

import dev.muster.contract.Attempt;
import dev.muster.contract.EditsRecorded;
import dev.muster.contract.FileKey;
import dev.muster.contract.Holder;
import dev.muster.contract.NoticeKind;
import dev.muster.contract.RaiseNotice;
import dev.muster.contract.RecordEdits;
import dev.muster.contract.TaskId;
import dev.muster.contract.UnleasedEdit;
import dev.muster.coordination.declare.SessionWords;
import dev.muster.store.SessionRows;
import dev.muster.store.SlotRows;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What sessions edited, and what changed without a lease. */
final class SessionEdits {
  private static final int SLOT_FILES_MAX = 1_000;

  private final SessionBook book;
  private final Notices notices;

  SessionEdits(SessionBook book, Notices notices) {
    this.book = book;
    this.notices = notices;
  }

  /** Notes edits under the session's task; of those without a lease people are told. */
  EditsRecorded record(Tx tx, RecordEdits request, Instant now) {
    Holder holder = request.holder();
    SessionRows.Known known = holder == null ? null : tx.sessions().find(holder.session());
    if (known != null) {
      var _ = book.heard(tx, known.session().session(), false, now);
    }
    Set<FileKey> files = new LinkedHashSet<>(request.files());
    files.addAll(request.unleased());
    if (holder != null) {
      TaskId task = known == null ? null : known.latest();
      files.forEach(file -> tx.edits().edited(holder.session(), task, file, now));
    }
    TaskId open = known == null ? null : known.session().taskId();
    if (open != null && !files.isEmpty()) {
      Attempt attempt = Objects.requireNonNull(tx.attempts().openOf(open));
      var key = new SlotRows.Key(attempt.id(), open, 0, attempt.slots().getFirst().agentId());
      tx.slots().files(key, tx.edits().paths(open, SLOT_FILES_MAX));
    }
    List<FileKey> unleased = request.unleased().stream().distinct().toList();
    String agent = known == null ? null : known.session().agent();
    tell(tx, holder, agent, unleased, now);
    return new EditsRecorded(files.size(), unleased.size());
  }

  private void tell(
      Tx tx, @Nullable Holder holder, @Nullable String agent, List<FileKey> unleased, Instant now) {
    for (FileKey file : unleased) {
      var edit = new UnleasedEdit(now, file, holder, agent);
      tx.edits().unleased(edit);
      Outbox.unleased(tx, edit, now);
    }
    unleased.stream()
        .collect(Collectors.groupingBy(FileKey::repo))
        .forEach((repo, files) ->
            notices.raise(
                tx,
                new RaiseNotice(
                    NoticeKind.UNLEASED_EDITS,
                    repo,
                    agent,
                    files.size(),
                    SessionWords.unleased(files)),
                now));
  }
}
