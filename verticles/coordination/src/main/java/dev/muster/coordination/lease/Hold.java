package dev.muster.coordination.lease;

import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseId;
import dev.muster.contract.TaskId;
import dev.muster.store.LeaseRows.Ended;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One lease in memory, in milliseconds as in the store, and the change of it that is being written.
 */
final class Hold {
  private final LeaseId id;
  private final FileKey file;
  private final String agent;
  private final @Nullable TaskId task;
  private final @Nullable String intent;
  private final long grantedAt;
  private Holder holder;
  private boolean lent;
  private long fence;
  private long renewedAt;
  private long until;
  private long heldAtMost;
  private long edits;
  private @Nullable Change change;

  /** {@code file} and {@code holder} are those of {@code lease}, in strings that others share. */
  Hold(FileLease lease, FileKey file, Holder holder, String agent, @Nullable String intent) {
    this.id = lease.id();
    this.file = file;
    this.holder = holder;
    this.agent = agent;
    this.task = lease.taskId();
    this.intent = intent;
    this.grantedAt = lease.grantedAt().toEpochMilli();
    this.lent = lease.lent();
    this.fence = lease.fence();
    this.renewedAt = lease.renewedAt().toEpochMilli();
    this.until = lease.until().toEpochMilli();
    this.heldAtMost = lease.heldAtMost().toEpochMilli();
    this.edits = lease.edits();
  }

  /** The lease as it is now; its fence is 0 while its grant is being written. */
  FileLease lease() {
    return lease(holder, lent);
  }

  /** The lease as it will be when it is handed to {@code to}. */
  FileLease handedTo(Holder to, boolean asLent) {
    return lease(to, asLent);
  }

  private FileLease lease(Holder by, boolean asLent) {
    return new FileLease(
        id,
        file,
        by,
        agent,
        task,
        intent,
        fence,
        Instant.ofEpochMilli(grantedAt),
        Instant.ofEpochMilli(renewedAt),
        Instant.ofEpochMilli(until),
        Instant.ofEpochMilli(heldAtMost),
        asLent,
        edits);
  }

  LeaseId id() {
    return id;
  }

  FileKey file() {
    return file;
  }

  Holder holder() {
    return holder;
  }

  @Nullable TaskId task() {
    return task;
  }

  long grantedAt() {
    return grantedAt;
  }

  boolean isOf(String session) {
    return holder.session().equals(session);
  }

  /** When it ends unless it is renewed, in milliseconds. */
  long endsAt() {
    return Math.min(until, heldAtMost);
  }

  boolean overdue(Instant now) {
    return now.toEpochMilli() >= endsAt();
  }

  /** Why it ended when it is overdue. */
  Ended why() {
    return until < heldAtMost ? Ended.IDLE : Ended.HOLD_MAX;
  }

  void renew(Instant now, Duration idleTtl) {
    renewedAt = now.toEpochMilli();
    until = Math.min(renewedAt + idleTtl.toMillis(), heldAtMost);
    edits++;
  }

  /** Lets it end after {@code restingTtl} at the latest; whether that is sooner. */
  boolean rest(Instant now, Duration restingTtl) {
    long before = until;
    until = Math.min(until, now.toEpochMilli() + restingTtl.toMillis());
    return until < before;
  }

  /** Gives it time in which nobody could renew it. */
  void extend(Duration time) {
    until += time.toMillis();
    heldAtMost += time.toMillis();
  }

  void fenced(long newFence) {
    fence = newFence;
  }

  void handTo(Holder to, boolean asLent) {
    holder = to;
    lent = asLent;
  }

  /** The change that is being written, or null. */
  @Nullable Change change() {
    return change;
  }

  void change(@Nullable Change being) {
    change = being;
  }

  /** Whether it is in the store and not about to end there. */
  boolean stands() {
    return change == null || change.kind(this) == Change.Kind.HAND_OVER;
  }

  /** Whether the end of it is being written. */
  boolean ending() {
    return change != null && change.kind(this) == Change.Kind.END;
  }
}
