package dev.muster.lab.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * One coding agent that edits, by the calls that its hooks post: before an edit of a new file (a
 * first grant), after it (a renewal), before a second edit (a check), after it. In every fifth
 * round it wants a file that all sessions of its worktree want. Confined to one thread.
 */
final class EditingSession {
  private static final int SHARED_EVERY = 5;

  private final HookCalls calls;
  private final Connection connection;
  private final GrantLog log;
  private final Duration pause;
  private final Random random;
  private final LeaseTally tally = new LeaseTally();
  private long countedFrom = System.nanoTime();

  EditingSession(
      HookCalls calls, Connection connection, GrantLog log, Duration pause, Random random) {
    this.calls = calls;
    this.connection = connection;
    this.log = log;
    this.pause = pause;
    this.random = random;
  }

  LeaseTally tally() {
    return tally;
  }

  /**
   * Registers, then edits file after file until {@link System#nanoTime} is {@code end}. Answers to
   * calls before {@code from} are the warm-up: their times count apart.
   */
  void edit(long from, long end) throws IOException {
    countedFrom = from;
    start();
    for (int round = 0; System.nanoTime() < end; round++) {
      String own = "own/" + calls.session() + "/file" + round + ".txt";
      String path = round % SHARED_EVERY == 0 ? "shared/file" + round + ".txt" : own;
      if (before(path, tally.grants)) {
        after(path);
        before(path, tally.checks);
        after(path);
      }
    }
  }

  /** Registers, then takes this many new files and edits none. */
  void take(int files) throws IOException {
    start();
    for (int i = 0; i < files; i++) {
      before("taken/" + calls.session() + "/file" + i + ".txt", tally.grants);
    }
  }

  private void start() throws IOException {
    Connection.Answer answer = connection.post(HookCalls.STARTED, "", calls.started());
    if (!answer.is(200)) {
      tally.refuse(answer.status());
    }
  }

  /** Asks for a file; true when the session may go on with it. */
  private boolean before(String path, Times allowed) throws IOException {
    rest();
    String call = calls.beforeEdit(path);
    long sent = System.nanoTime();
    Connection.Answer answer = connection.post(HookCalls.BEFORE_EDIT, "", call);
    long took = System.nanoTime() - sent;
    if (!answer.is(200)) {
      tally.refuse(answer.status());
      return false;
    }
    boolean denied = HookCalls.denies(answer.body());
    count(denied ? tally.denials : allowed, sent, took);
    if (!denied) {
      log.granted(calls.worktree() + "/" + path, calls.session());
    }
    return !denied;
  }

  private void after(String path) throws IOException {
    rest();
    String call = calls.afterEdit(path);
    long sent = System.nanoTime();
    Connection.Answer answer = connection.post(HookCalls.AFTER_EDIT, "", call);
    if (answer.is(200)) {
      count(tally.renewals, sent, System.nanoTime() - sent);
    } else {
      tally.refuse(answer.status());
    }
  }

  private void count(Times times, long sent, long took) {
    (sent - countedFrom >= 0 ? times : tally.warmUp).add(took);
  }

  /** Between half and one and a half of the pause. */
  private void rest() {
    long nanos = pause.toNanos();
    if (nanos > 0) {
      LockSupport.parkNanos(nanos / 2 + random.nextLong(nanos));
    }
  }
}
