package dev.muster.store;

import static dev.muster.store.Samples.NOW;
import static dev.muster.store.Samples.taskId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Denial;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.Landing;
import dev.muster.contract.TaskId;
import dev.muster.store.LeaseRows.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeaseRowsTest {
  private static final String REPO = "/shop/.git";
  private static final Holder ANN = Holder.of("ann");
  private static final Holder BOB = Holder.of("bob");
  private static final Instant LATER = NOW.plusSeconds(60);

  @AutoClose private final TestStore store;

  LeaseRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
  }

  @Test
  void a_lease_comes_back_with_every_field() {
    var whole =
        new FileLease(
            Samples.leaseId(1),
            new FileKey(REPO, "/shop-b", "src/Büro 🚀.java"),
            new Holder("ann", "a7"),
            "claude-ann",
            taskId(1),
            "it's; DROP TABLE lease",
            41,
            NOW,
            NOW.plusMillis(1),
            NOW.plusMillis(2),
            NOW.plusMillis(3),
            true,
            5);
    assertTrue(insert(whole));
    assertTrue(insert(lease(2, "A", BOB, 42, null)));
    assertEquals(List.of(whole, lease(2, "A", BOB, 42, null)), live());
    assertEquals(List.of(), store.read(tx -> tx.leases().live("/other/.git")));
  }

  @Test
  void a_file_has_one_live_lease_and_the_first_stays() {
    assertTrue(insert(lease(1, "A", ANN, 1, null)));
    assertFalse(insert(lease(2, "A", BOB, 2, null)));
    assertEquals(List.of(lease(1, "A", ANN, 1, null)), live());
    assertTrue(end(1, "A", ANN, 1, Ended.RELEASED));
    assertTrue(insert(lease(2, "A", BOB, 2, null)));
    assertEquals(List.of(lease(2, "A", BOB, 2, null)), live());
  }

  @Test
  void an_ended_lease_is_not_changed_any_more() {
    FileLease lease = lease(1, "A", ANN, 1, null);
    assertTrue(insert(lease));
    assertTrue(end(1, "A", ANN, 1, Ended.IDLE));
    assertFalse(end(1, "A", ANN, 1, Ended.RELEASED));
    assertFalse(store.writes(tx -> tx.leases().keep(lease)));
    assertFalse(store.writes(tx -> tx.leases().transfer(lease)));
    assertEquals(List.of(), live());
  }

  @Test
  void a_lease_is_kept_and_handed_over_under_the_same_id() {
    FileLease first = lease(1, "A", ANN, 1, null);
    assertTrue(insert(first));
    var lent =
        new FileLease(
            first.id(),
            first.file(),
            new Holder("ann", "a7"),
            first.agent(),
            null,
            first.intent(),
            9,
            NOW,
            LATER,
            LATER.plusSeconds(1),
            LATER.plusSeconds(2),
            true,
            3);
    assertTrue(store.writes(tx -> tx.leases().transfer(lent) && tx.leases().keep(lent)));
    assertEquals(List.of(lent), live());
  }

  @Test
  void after_a_start_every_lease_has_its_idle_time_again_and_the_hold_time_it_missed() {
    // ann held for 50 of 60 minutes when the host went away for 30
    var ann = lease(1, "A", ANN, 1, null, NOW.plusSeconds(600), NOW.plusSeconds(3600));
    assertTrue(insert(ann));
    Instant back = NOW.plusSeconds(1800);
    List<FileLease> resumed = store.write(tx -> tx.leases().resume(back, Duration.ofMinutes(10)));
    // last seen at NOW, so 1,800 s away
    assertEquals(
        List.of(lease(1, "A", ANN, 1, null, back.plusSeconds(600), NOW.plusSeconds(5400))),
        resumed);
    assertEquals(resumed, live());
  }

  @Test
  void after_a_start_no_lease_ends_before_its_idle_time_whatever_its_hold_time() {
    assertTrue(insert(lease(1, "A", ANN, 1, null, NOW.plusSeconds(5), NOW.plusSeconds(5))));
    store.change(tx -> tx.events().append(Samples::event));
    store.change(tx -> tx.leases().resume(NOW.plusSeconds(1), Duration.ofMinutes(10)));
    assertEquals(
        List.of(lease(1, "A", ANN, 1, null, NOW.plusSeconds(601), NOW.plusSeconds(601))), live());
  }

  @Test
  void a_task_without_leases_has_no_landing_and_one_that_released_them_is_checked() {
    assertTrue(insert(lease(1, "A", ANN, 1, taskId(1))));
    assertEquals(Optional.of(Landing.CHECKED), landing());
    assertTrue(end(1, "A", ANN, 1, Ended.RELEASED));
    assertTrue(insert(lease(2, "A", BOB, 2, null)));
    assertEquals(Optional.of(Landing.CHECKED), landing(), "bob came after a release");
    assertEquals(
        Optional.empty(), store.read(tx -> Optional.ofNullable(tx.leases().landing(taskId(2)))));
  }

  @Test
  void a_task_that_lost_a_file_to_another_session_lands_stale() {
    for (Ended lost : List.of(Ended.IDLE, Ended.HOLD_MAX, Ended.RELEASED_BY_OPERATOR)) {
      store.change(tx -> tx.leases().forget(REPO));
      assertTrue(insert(lease(1, "A", ANN, 1, taskId(1))));
      assertTrue(end(1, "A", ANN, 1, lost));
      assertEquals(Optional.of(Landing.CHECKED), landing(), lost + " and nobody came");
      assertTrue(insert(lease(2, "A", BOB, 2, null)));
      assertEquals(Optional.of(Landing.STALE), landing(), lost + " and bob came");
      assertTrue(end(2, "A", BOB, 2, Ended.RELEASED));
      assertEquals(Optional.of(Landing.STALE), landing(), "bob came and went");
    }
  }

  @Test
  void a_task_whose_session_took_the_file_again_afterwards_is_checked() {
    assertTrue(insert(lease(1, "A", ANN, 1, taskId(1))));
    assertTrue(end(1, "A", ANN, 1, Ended.IDLE));
    assertTrue(insert(lease(2, "A", BOB, 2, null)));
    assertTrue(end(2, "A", BOB, 2, Ended.RELEASED));
    assertTrue(insert(lease(3, "A", new Holder("ann", "a7"), 3, taskId(1))));
    assertEquals(Optional.of(Landing.CHECKED), landing());
    assertTrue(end(3, "A", ANN, 3, Ended.ATTEMPT_ENDED));
    assertTrue(insert(lease(4, "A", BOB, 4, null)));
    assertEquals(Optional.of(Landing.CHECKED), landing(), "the last one was given up");
  }

  @Test
  void a_loss_is_of_its_own_file_and_worktree_only() {
    assertTrue(insert(lease(1, "A", ANN, 1, taskId(1))));
    assertTrue(end(1, "A", ANN, 1, Ended.IDLE));
    assertTrue(insert(lease(2, "B", BOB, 2, null)));
    assertEquals(Optional.of(Landing.CHECKED), landing());
  }

  @Test
  void who_took_a_file_that_a_session_lost_is_known_until_the_session_has_it_again() {
    assertNull(taker("ann"));
    assertTrue(insert(lease(1, "A", ANN, 1, null)));
    assertNull(taker("ann"));
    assertNull(taker("bob"));
    assertTrue(end(1, "A", ANN, 1, Ended.IDLE));
    assertNull(taker("ann"));
    FileLease taker = lease(2, "A", BOB, 2, null);
    assertTrue(insert(taker));
    assertEquals(taker, taker("ann"));
    assertNull(taker("bob"));
    assertTrue(end(2, "A", BOB, 2, Ended.RELEASED));
    assertTrue(insert(lease(3, "A", ANN, 3, null)));
    assertNull(taker("ann"));
    assertNull(taker("bob"), "it gave the file up");
  }

  @Test
  void denials_come_back_newest_first_and_the_oldest_are_dropped() {
    store.change(tx -> {
      for (int i = 1; i <= 1_005; i++) {
        tx.leases().deny(denial(i));
      }
    });
    assertEquals(List.of(denial(1_005), denial(1_004)), store.read(tx -> tx.leases().denials(2)));
    assertEquals(1_000, store.number(tx -> tx.leases().denials(9_999).size()));
  }

  @Test
  void what_is_known_of_one_repository_is_forgotten() {
    assertTrue(insert(lease(1, "A", ANN, 1, null)));
    assertTrue(insert(lease(2, "B", ANN, 2, null)));
    assertTrue(end(2, "B", ANN, 2, Ended.RELEASED));
    store.change(tx -> tx.leases().deny(denial(1)));
    assertEquals(0, store.newNumber(tx -> tx.leases().forget("/other/.git")));
    assertEquals(0, store.newNumber(tx -> tx.leases().forgetDenials("/other/.git")));
    assertEquals(2, store.newNumber(tx -> tx.leases().forget(REPO)));
    assertEquals(1, store.newNumber(tx -> tx.leases().forgetDenials(REPO)));
    assertEquals(List.of(), live());
    assertEquals(List.of(), store.read(tx -> tx.leases().denials(50)));
  }

  private boolean insert(FileLease lease) {
    return store.writes(tx -> tx.leases().insert(lease));
  }

  private boolean end(int number, String path, Holder holder, long fence, Ended why) {
    FileLease lease = lease(number, path, holder, fence, null);
    return store.writes(tx -> tx.leases().end(lease, why, LATER));
  }

  private List<FileLease> live() {
    return store.read(tx -> tx.leases().live(null));
  }

  private Optional<Landing> landing() {
    return store.read(tx -> Optional.ofNullable(tx.leases().landing(taskId(1))));
  }

  private @Nullable FileLease taker(String session) {
    return store.read(tx -> Optional.ofNullable(tx.leases().taker(key("A"), session))).orElse(null);
  }

  private static Denial denial(int number) {
    return new Denial(
        NOW.plusMillis(number),
        new Holder("bob", number % 2 == 0 ? "b1" : null),
        "codex-bob",
        number == 1 ? null : "/shop-fix",
        lease(1, "A", ANN, 1, null),
        number);
  }

  private static FileKey key(String path) {
    return new FileKey(REPO, "/shop", path);
  }

  private static FileLease lease(
      int number, String path, Holder holder, long fence, @Nullable TaskId task) {
    return lease(number, path, holder, fence, task, LATER, LATER);
  }

  private static FileLease lease(
      int number,
      String path,
      Holder holder,
      long fence,
      @Nullable TaskId task,
      Instant until,
      Instant heldAtMost) {
    return new FileLease(
        Samples.leaseId(number),
        key(path),
        holder,
        "claude-" + holder.session(),
        task,
        null,
        fence,
        NOW,
        NOW,
        until,
        heldAtMost,
        false,
        0);
  }
}
