package dev.muster.coordination;

import dev.muster.contract.Declaration;
import dev.muster.contract.Notice;
import dev.muster.contract.Session;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Forgets a repository in two steps, each a commit: first everything in it ends, so that whoever
 * looks on hears of it; then what ended is removed, with the events that told of it.
 */
final class Forgetting {
  private final SessionBook book;
  private final Notices notices;

  Forgetting(SessionBook book, Notices notices) {
    this.book = book;
    this.notices = notices;
  }

  /** The repository that a path is the git common directory or a worktree of. */
  static String repo(Tx tx, String path) {
    String repo = tx.forgetting().repoOf(path);
    return repo == null ? path : repo;
  }

  /** Ends the sessions and declarations in the repository, and what people are told of it. */
  String end(Tx tx, String repo, Instant now) {
    for (Session session : tx.sessions().open(repo, null)) {
      var known = Objects.requireNonNull(tx.sessions().find(session.session()));
      book.end(tx, known, "forgotten", now);
    }
    for (Declaration live : tx.declarations().live(repo)) {
      Parking.end(tx, live, live.state(), "ended", now);
    }
    for (Notice notice : tx.notices().open()) {
      if (repo.equals(notice.repo())) {
        var _ = notices.review(tx, notice.id(), now);
      }
    }
    return repo;
  }

  /** Removes what is stored of the repository; how many rows of each kind. */
  static Map<String, Long> remove(Tx tx, String repo) {
    var removed = new HashMap<String, Long>();
    removed.put("leases", (long) tx.leases().forget(repo));
    removed.put("denials", (long) tx.leases().forgetDenials(repo));
    removed.putAll(tx.forgetting().forget(repo));
    return removed;
  }
}
