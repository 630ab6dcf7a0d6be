package dev.muster.coordination;

import dev.muster.contract.FailureCode;
import dev.muster.contract.Notice;
import dev.muster.contract.NoticeId;
import dev.muster.contract.RaiseNotice;
import dev.muster.contract.Refused;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Tells people what to look at, once until they did. */
final class Notices {
  private final RandomGenerator random;

  Notices(RandomGenerator random) {
    this.random = random;
  }

  /** Raises a notice, or counts on with one of the same kind, repository and agent. */
  Notice raise(Tx tx, RaiseNotice request, Instant now) {
    return told(tx, tx.notices().raise(request, random, now), now);
  }

  /** Notes that somebody looked at it; a second time changes nothing. */
  Notice review(Tx tx, NoticeId id, Instant now) {
    Notice notice = tx.notices().find(id);
    if (notice == null) {
      throw new Refused(FailureCode.NOT_FOUND, "there is no notice " + id);
    }
    return tx.notices().review(id, now)
        ? told(tx, Objects.requireNonNull(tx.notices().find(id)), now)
        : notice;
  }

  private static Notice told(Tx tx, Notice notice, Instant now) {
    Outbox.notice(tx, notice, now);
    return notice;
  }
}
