package dev.muster.coordination.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.EndSubagent;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseAnswer;
import dev.muster.contract.LeaseId;
import dev.muster.contract.LeasesReleased;
import dev.muster.contract.Refused;
import dev.muster.contract.ReleaseLeases;
import dev.muster.store.LeaseRows.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens while something is being written, and when it cannot be. */
final class LeaseRacesTest {
  private static final Holder A = Holder.of("a");
  private static final Holder SUB = new Holder("a", "s");
  private static final Holder B = Holder.of("b");
  private static final int QUEUE_MAX = 4;

  @AutoClose private final LeaseDesk desk;

  LeaseRacesTest(@TempDir Path folder) {
    desk = new LeaseDesk(folder, QUEUE_MAX);
  }

  @Test
  void a_second_asker_is_denied_at_once_while_the_grant_is_written() {
    CountDownLatch writer = desk.holdWriter();
    var first = acquire(A, "x");
    assertFalse(LeaseDesk.answer(acquire(B, "x")).granted());
    assertFalse(first.toCompletableFuture().isDone());
    writer.countDown();
    assertTrue(LeaseDesk.answer(first).granted());
  }

  @Test
  void one_holder_that_asks_twice_is_granted_once() {
    CountDownLatch writer = desk.holdWriter();
    var first = acquire(A, "x");
    var second = acquire(A, "x");
    writer.countDown();
    assertEquals(LeaseDesk.answer(first).leases(), LeaseDesk.answer(second).leases());
    assertEquals(1, desk.stored().size());
  }

  @Test
  void a_release_that_comes_while_the_grant_is_written_ends_it() {
    CountDownLatch writer = desk.holdWriter();
    var grant = acquire(A, "x");
    var release = release(A);
    writer.countDown();
    assertTrue(LeaseDesk.answer(grant).granted());
    assertEquals(1, LeaseDesk.answer(release).leases().size());
    assertEquals(List.of(), desk.stored());
    assertTrue(desk.acquire(B, "x").granted());
  }

  @Test
  void a_session_that_ends_while_a_lease_is_lent_leaves_nothing_behind() {
    desk.acquire(A, "x");
    CountDownLatch writer = desk.holdWriter();
    var lending = acquire(SUB, "x");
    var release = release(A);
    writer.countDown();
    assertTrue(LeaseDesk.answer(lending).granted());
    assertEquals(SUB, LeaseDesk.answer(release).leases().getFirst().holder());
    assertEquals(List.of(), desk.stored());
  }

  @Test
  void a_sub_agent_that_ends_while_its_grant_is_written_leaves_it_to_its_session() {
    CountDownLatch writer = desk.holdWriter();
    var grant = acquire(SUB, "x");
    var end = desk.later(l -> l.endSubagent(new EndSubagent(SUB)));
    writer.countDown();
    assertTrue(LeaseDesk.answer(grant).granted());
    assertEquals(A, LeaseDesk.answer(end).leases().getFirst().holder());
    assertEquals(A, desk.stored().getFirst().holder());
    assertTrue(desk.acquire(A, "x").granted());
  }

  @Test
  void who_asks_while_a_lease_is_given_up_gets_it() {
    desk.acquire(A, "x");
    CountDownLatch writer = desk.holdWriter();
    var release = release(A);
    var next = acquire(B, "x");
    writer.countDown();
    assertEquals(1, LeaseDesk.answer(release).leases().size());
    assertTrue(LeaseDesk.answer(next).granted());
    assertEquals(B, desk.stored().getFirst().holder());
  }

  @Test
  void a_file_lost_right_after_a_grant_is_in_the_answer_and_told_at_the_next_call() {
    LeaseId lost = desk.acquire(A, "x").leases().getFirst().id();
    CountDownLatch writer = desk.holdWriter();
    var both = acquire(A, "x", "y");
    var operator =
        desk.later(l -> l.release(new ReleaseLeases(null, List.of(), List.of(lost), null)));
    writer.countDown();
    LeaseAnswer answer = LeaseDesk.answer(both);
    LeaseDesk.answer(operator);
    assertEquals(2, answer.leases().size());
    assertEquals("y", desk.stored().getFirst().file().path());
    assertEquals(1, desk.stored().size());
    assertEquals("x", desk.renew(A, "y").expired().getFirst().file().path());
  }

  @Test
  void a_grant_that_the_store_refuses_fails_and_leaves_the_file_free() {
    CountDownLatch writer = desk.holdWriter();
    var queue = fillQueue();
    assertEquals(FailureCode.OVERLOADED, refusal(acquire(A, "x")));
    writer.countDown();
    queue.join();
    assertTrue(desk.acquire(B, "x").granted());
    assertEquals(B, desk.stored().getFirst().holder());
  }

  @Test
  void a_release_that_the_store_refuses_fails_and_the_lease_goes_on() {
    desk.acquire(A, "x");
    CountDownLatch writer = desk.holdWriter();
    var queue = fillQueue();
    assertEquals(FailureCode.OVERLOADED, refusal(release(A)));
    writer.countDown();
    queue.join();
    assertFalse(desk.acquire(B, "x").granted());
    assertEquals(1, desk.release(A).leases().size());
  }

  @Test
  void renewals_that_the_store_refuses_are_saved_later() {
    desk.acquire(A, "x");
    desk.renew(A, "x");
    for (int sweep = 1; sweep < 5; sweep++) {
      desk.sweepAfter(Duration.ofSeconds(1));
    }
    CountDownLatch writer = desk.holdWriter();
    var queue = fillQueue();
    assertThrows(CompletionException.class, () -> fifthSweep());
    writer.countDown();
    queue.join();
    assertEquals(0, desk.stored().getFirst().edits());
    for (int sweep = 1; sweep < 5; sweep++) {
      assertEquals(0, desk.sweepAfter(Duration.ofSeconds(1)));
    }
    assertEquals(1, fifthSweep());
    assertEquals(1, desk.stored().getFirst().edits());
  }

  @Test
  void the_index_of_the_store_arbitrates_and_none_of_the_files_is_granted() {
    FileLease theirs = desk.acquire(B, "y").leases().getFirst();
    FileLease hidden = foreign(theirs, "x");
    desk.inStore(tx -> tx.leases().insert(hidden));
    assertEquals(FailureCode.CONFLICT, refusal(acquire(A, "w", "x")));
    assertEquals(2, desk.stored().size(), "all or none");
    desk.inStore(tx -> tx.leases().end(hidden, Ended.RELEASED, desk.now()));
    assertTrue(desk.acquire(A, "w", "x").granted());
  }

  @Test
  void the_first_call_after_a_sleep_of_the_machine_takes_nothing_from_anybody() {
    desk.acquire(A, "x");
    desk.sleep(Duration.ofHours(8));
    assertFalse(desk.acquire(B, "x").granted(), "before any sweep");
    assertEquals(List.of(), desk.renew(A, "x").unheld());
  }

  private CompletionStage<LeaseAnswer> acquire(Holder holder, String... paths) {
    return desk.later(l -> l.acquire(LeaseDesk.request(holder, LeaseDesk.TREE, paths)));
  }

  private CompletionStage<LeasesReleased> release(Holder holder) {
    return desk.later(l -> l.release(new ReleaseLeases(holder, List.of(), List.of(), null)));
  }

  private int fifthSweep() {
    return desk.sweepAfter(Duration.ofSeconds(1));
  }

  /** Completes when the writer has room again. */
  private CompletableFuture<?> fillQueue() {
    CompletableFuture<?>[] writes = new CompletableFuture<?>[QUEUE_MAX];
    for (int i = 0; i < QUEUE_MAX; i++) {
      writes[i] = desk.store().write(tx -> true).handle((done, full) -> true).toCompletableFuture();
    }
    return CompletableFuture.allOf(writes);
  }

  private static FailureCode refusal(CompletionStage<?> stage) {
    var thrown = assertThrows(CompletionException.class, () -> LeaseDesk.answer(stage));
    return assertInstanceOf(Refused.class, thrown.getCause()).failure().code();
  }

  private static FileLease foreign(FileLease like, String path) {
    return new FileLease(
        LeaseId.next(like.grantedAt(), new Random(99)),
        new FileKey(LeaseDesk.REPO, LeaseDesk.TREE, path),
        like.holder(),
        like.agent(),
        null,
        null,
        1_000,
        like.grantedAt(),
        like.renewedAt(),
        like.until(),
        like.heldAtMost(),
        false,
        0);
  }
}
