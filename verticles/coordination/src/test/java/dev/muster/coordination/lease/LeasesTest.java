package dev.muster.coordination.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.EndSubagent;
import dev.muster.contract.Event;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseAnswer;
import dev.muster.contract.LeaseChanged;
import dev.muster.contract.ListLeases;
import dev.muster.contract.ReleaseLeases;
import dev.muster.contract.RestLeases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeasesTest {
  private static final Holder A = Holder.of("a");
  private static final Holder B = Holder.of("b");

  @AutoClose private final LeaseDesk desk;

  LeasesTest(@TempDir Path folder) {
    desk = new LeaseDesk(folder);
  }

  @Test
  void a_free_file_is_granted_with_a_fence_and_stored_before_the_answer() {
    LeaseAnswer answer = desk.acquire(A, "x");
    assertTrue(answer.granted());
    assertNull(answer.text());
    FileLease lease = answer.leases().getFirst();
    assertEquals(1, lease.fence());
    assertEquals(desk.now().plusSeconds(600), lease.until());
    assertEquals(desk.now().plusSeconds(3600), lease.heldAtMost());
    assertEquals(List.of(lease), desk.stored());
  }

  @Test
  void a_file_that_is_held_already_costs_no_write() {
    desk.acquire(A, "x");
    long events = eventCount();
    assertTrue(desk.acquire(A, "x").granted());
    assertEquals(1, desk.renew(A, "x").leases().getFirst().edits());
    assertEquals(events, eventCount());
  }

  @Test
  void another_session_in_the_same_worktree_is_denied_and_told_who_why_and_what_for() {
    desk.acquire(A, "x");
    desk.sweepAfter(Duration.ofSeconds(5));
    LeaseAnswer denied = desk.acquire(B, "x");
    assertFalse(denied.granted());
    assertEquals(A, denied.held().getFirst().holder());
    assertEquals(1, denied.denials());
    String text = said(denied.text());
    assertTrue(text.contains("x is being edited by a since 5 s for “work”"), text);
  }

  @Test
  void another_worktree_is_a_warning_with_the_holders_intent() {
    desk.acquireIn("/other", A, "x");
    LeaseAnswer answer = desk.acquire(B, "x");
    assertTrue(answer.granted());
    assertEquals("work", answer.beside().getFirst().intent());
    assertTrue(said(answer.text()).contains("worktree /other"), answer.text());
  }

  @Test
  void another_worktree_denies_when_the_configuration_says_so() {
    desk.restart(LeaseDesk.limits(true, 10, 10));
    desk.acquireIn("/other", A, "x");
    assertFalse(desk.acquire(B, "x").granted());
    desk.acquireIn("/other", A, "y"); // stored after the denial
    var denial = LeaseDesk.answer(desk.store().read(tx -> tx.leases().denials(1))).getFirst();
    assertEquals(LeaseDesk.TREE, denial.worktree());
    assertEquals("/other", denial.lease().file().worktree());
  }

  @Test
  void several_files_are_granted_all_or_none() {
    desk.acquire(A, "m");
    LeaseAnswer denied = desk.acquire(B, "z", "m", "a");
    assertFalse(denied.granted());
    assertEquals(1, desk.stored().size());
    desk.release(A, "m");
    assertEquals(
        List.of("a", "m", "z"),
        desk.acquire(B, "z", "m", "a").leases().stream()
            .map(lease -> lease.file().path())
            .sorted()
            .toList());
  }

  @Test
  void only_an_edit_renews_and_only_its_own_file() {
    desk.acquire(A, "x", "y");
    desk.sweepAfter(Duration.ofSeconds(599));
    desk.renew(A, "x");
    assertEquals(1, desk.sweepAfter(Duration.ofSeconds(1)), "y was idle for 600 s");
    assertTrue(desk.acquire(B, "y").granted());
    assertFalse(desk.acquire(B, "x").granted());
  }

  @Test
  void a_lease_ends_after_the_longest_time_and_its_holder_is_told_once() {
    desk.acquire(A, "x");
    for (int i = 0; i < 9; i++) {
      desk.sweepAfter(Duration.ofSeconds(399));
      desk.renew(A, "x");
    }
    assertEquals(desk.now().plusSeconds(9), desk.stored().getFirst().heldAtMost());
    desk.sweepAfter(Duration.ofSeconds(9));
    assertEquals(List.of(), desk.stored());
    LeaseAnswer next = desk.acquire(A, "y");
    assertEquals("x", next.expired().getFirst().file().path());
    assertTrue(said(next.text()).contains("Your lease on x ended"), next.text());
    assertEquals(List.of(), desk.acquire(A, "y").expired());
  }

  @Test
  void a_sub_agent_takes_what_its_session_holds_and_gives_it_back_at_its_end() {
    var sub = new Holder("a", "s1");
    var sibling = new Holder("a", "s2");
    long first = desk.acquire(A, "x").leases().getFirst().fence();
    FileLease lent = desk.acquire(sub, "x").leases().getFirst();
    assertTrue(lent.lent());
    assertTrue(lent.fence() > first);
    assertFalse(desk.acquire(sibling, "x").granted());
    assertFalse(desk.acquire(A, "x").granted());
    desk.acquire(sub, "own");
    assertEquals(2, desk.ask(l -> l.endSubagent(new EndSubagent(sub))).leases().size());
    assertTrue(desk.acquire(A, "x", "own").granted());
    assertFalse(desk.stored().getFirst().lent());
  }

  @Test
  void a_session_that_rests_keeps_its_leases_for_two_minutes_more() {
    desk.acquire(A, "x");
    desk.ask(l -> CompletableFuture.completedFuture(l.rest(new RestLeases("a"))));
    desk.sweepAfter(Duration.ofSeconds(119));
    assertFalse(desk.acquire(B, "x").granted());
    desk.sweepAfter(Duration.ofSeconds(1));
    assertTrue(desk.acquire(B, "x").granted());
  }

  @Test
  void a_session_gives_up_what_its_sub_agents_hold_too() {
    desk.acquire(A, "x");
    desk.acquire(new Holder("a", "s"), "y");
    assertEquals(2, desk.release(A).leases().size());
    assertEquals(List.of(), desk.stored());
  }

  @Test
  void an_operator_releases_by_id_and_the_holder_hears_of_it() {
    FileLease lease = desk.acquire(A, "x").leases().getFirst();
    desk.ask(l -> l.release(new ReleaseLeases(null, List.of(), List.of(lease.id()), "stuck")));
    assertTrue(desk.acquire(B, "x").granted());
    assertEquals(1, desk.renew(A, "x").expired().size());
  }

  @Test
  void leases_survive_a_restart_and_go_on_for_one_idle_time() {
    desk.acquire(A, "x");
    desk.restart(Duration.ofHours(5));
    assertFalse(desk.acquire(B, "x").granted());
    desk.sweepAfter(Duration.ofSeconds(599));
    assertFalse(desk.acquire(B, "x").granted());
    desk.sweepAfter(Duration.ofSeconds(1));
    assertTrue(desk.acquire(B, "x").granted());
  }

  @Test
  void two_crossed_sessions_that_obey_resolve_within_six_denials() {
    desk.acquire(A, "x");
    desk.sweepAfter(Duration.ofSeconds(1));
    desk.acquire(B, "y");
    int denials = 0;
    boolean released = false;
    for (int turn = 0; turn < 6 && !released; turn++) {
      Holder asker = turn % 2 == 0 ? A : B;
      LeaseAnswer answer = desk.acquire(asker, asker.equals(A) ? "y" : "x");
      denials += answer.granted() ? 0 : 1;
      if (answer.text() != null && answer.text().contains("you give way")) {
        assertEquals(B, asker, "the younger one gives way");
        desk.release(asker);
        released = true;
      }
    }
    assertTrue(desk.acquire(A, "y").granted());
    System.out.printf("crossed acquisition resolved after %d denials%n", denials);
    assertEquals(2, denials);
  }

  @Test
  void the_younger_one_is_told_at_its_next_call_when_the_older_closes_the_circle() {
    desk.acquire(A, "x");
    desk.sweepAfter(Duration.ofSeconds(1));
    desk.acquire(B, "y");
    desk.acquire(B, "x");
    LeaseAnswer older = desk.acquire(A, "y");
    assertTrue(older.cycle());
    assertTrue(said(older.text()).contains("try again in a minute"), older.text());
    assertTrue(said(desk.renew(B, "y").text()).contains("you give way"));
  }

  @Test
  void the_third_denial_in_a_row_says_each_step() {
    desk.acquire(A, "x");
    desk.acquire(B, "x");
    assertFalse(said(desk.acquire(B, "x").text()).contains("1."));
    LeaseAnswer third = desk.acquire(B, "x");
    assertEquals(3, third.denials());
    String text = said(third.text());
    assertTrue(text.contains("Denied 3 times in a row") && text.contains("git commit"), text);
    assertFalse(text.contains("allow"), text);
  }

  @Test
  void every_change_of_a_lease_is_an_event_in_order() {
    desk.acquire(A, "x");
    desk.acquire(B, "x");
    desk.renew(A, "x");
    for (int i = 0; i < 5; i++) {
      desk.sweepAfter(Duration.ofSeconds(1));
    }
    desk.release(A);
    List<String> kinds =
        LeaseDesk.answer(desk.store().read(tx -> tx.events().after(0, 100))).stream()
            .map(LeasesTest::kind)
            .toList();
    assertEquals(List.of("granted", "LeaseDenied", "renewed", "released"), kinds);
  }

  @Test
  void the_list_is_answered_by_repository_and_session() {
    desk.acquire(A, "x");
    desk.acquire(B, "y");
    assertEquals(2, list(new ListLeases(LeaseDesk.REPO, null)));
    assertEquals(1, list(new ListLeases(null, "b")));
    assertEquals(0, list(new ListLeases("/none", null)));
  }

  private int list(ListLeases request) {
    return desk.ask(l -> CompletableFuture.completedFuture(l.list(request))).leases().size();
  }

  private static String kind(Event event) {
    return event instanceof LeaseChanged changed
        ? changed.cause()
        : event.getClass().getSimpleName();
  }

  private long eventCount() {
    return LeaseDesk.answer(desk.store().read(tx -> tx.events().newest()));
  }

  private static String said(@Nullable String text) {
    return Objects.requireNonNull(text);
  }
}
