package dev.muster.coordination.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.CheckLanding;
import dev.muster.contract.Holder;
import dev.muster.contract.Landing;
import dev.muster.contract.LandingChecked;
import dev.muster.contract.LeaseId;
import dev.muster.contract.ReleaseLeases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LandingChecksTest {
  private static final Holder A = Holder.of("a");
  private static final Holder SUB = new Holder("a", "s");
  private static final Holder B = Holder.of("b");

  @AutoClose private final LeaseDesk desk;

  LandingChecksTest(@TempDir Path folder) {
    desk = new LeaseDesk(folder);
  }

  @Test
  void a_landing_is_checked_while_nobody_else_had_the_file_and_stale_afterwards() {
    desk.acquire(A, "x");
    assertEquals(Landing.CHECKED, check(A, "x").landing());
    desk.sweepAfter(Duration.ofMinutes(10));
    assertEquals(Landing.CHECKED, check(A, "x").landing(), "expired, but nobody took it");
    desk.acquire(B, "x");
    LandingChecked stale = check(A, "x");
    assertEquals(Landing.STALE, stale.landing());
    assertTrue(said(stale.text()).contains("Not landed: x"), stale.text());
    desk.release(B);
    assertEquals(Landing.STALE, check(A, "x").landing(), "b had it since");
    desk.acquire(A, "x");
    assertEquals(Landing.CHECKED, check(A, "x").landing());
  }

  @Test
  void what_a_session_or_its_sub_agent_holds_may_land_for_either() {
    desk.acquire(A, "x", "lent");
    desk.acquire(SUB, "y", "lent");
    assertEquals(Landing.CHECKED, check(A, "x", "y", "lent").landing());
    assertEquals(Landing.CHECKED, check(SUB, "x", "y", "lent").landing());
  }

  @Test
  void one_file_of_another_session_makes_the_landing_stale_and_is_named() {
    desk.acquire(A, "x");
    desk.acquire(B, "y");
    LandingChecked stale = check(A, "x", "y");
    assertEquals(Landing.STALE, stale.landing());
    assertEquals(B, stale.foreign().getFirst().holder());
    assertEquals(1, stale.foreign().size());
    assertEquals(
        "Not landed: y is being edited by b since 0 s for “work”. Read these files again and merge"
            + " before you commit.",
        stale.text());
  }

  @Test
  void a_lease_that_was_given_up_or_released_by_an_operator_is_lost_only_by_the_operator() {
    desk.acquire(A, "up");
    LeaseId taken = desk.acquire(A, "taken").leases().getFirst().id();
    desk.release(A, "up");
    desk.ask(l -> l.release(new ReleaseLeases(null, List.of(), List.of(taken), "stuck")));
    desk.acquire(B, "up", "taken");
    desk.release(B);
    assertEquals(Landing.CHECKED, check(A, "up").landing());
    assertEquals(Landing.STALE, check(A, "taken").landing());
  }

  @Test
  void a_file_in_another_worktree_is_another_file() {
    desk.acquire(A, "x");
    desk.acquireIn("/other", B, "x");
    assertEquals(Landing.CHECKED, check(A, "x").landing());
  }

  @Test
  void a_stale_landing_is_stale_after_a_restart_too() {
    desk.acquire(A, "x");
    desk.sweepAfter(Duration.ofMinutes(10));
    desk.acquire(B, "x");
    desk.release(B);
    desk.restart(Duration.ofHours(1));
    assertEquals(Landing.STALE, check(A, "x").landing());
  }

  @Test
  void without_a_name_a_landing_is_unchecked_and_says_who_holds_its_files() {
    desk.acquire(B, "y");
    LandingChecked unchecked = check(null, "x", "y");
    assertEquals(Landing.UNCHECKED, unchecked.landing());
    assertEquals("y", unchecked.foreign().getFirst().file().path());
    assertNull(unchecked.text());
  }

  private LandingChecked check(@Nullable Holder holder, String... paths) {
    return desk.ask(l -> l.check(new CheckLanding(holder, LeaseDesk.files(LeaseDesk.TREE, paths))));
  }

  private static String said(@Nullable String text) {
    return Objects.requireNonNull(text);
  }
}
