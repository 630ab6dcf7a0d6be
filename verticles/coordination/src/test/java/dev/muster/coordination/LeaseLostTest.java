package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.Assignment;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileLease;
import dev.muster.contract.Landing;
import dev.muster.contract.Result;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.store.LeaseRows.Ended;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fence of a task's file leases is checked again when its outcome is reported. */
final class LeaseLostTest {
  @AutoClose private final Swarm swarm;
  private final Desk desk;
  private final Assignment held;

  LeaseLostTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    desk = new Desk(swarm);
    held = desk.started("one", swarm.agent("ann"));
  }

  @Test
  void an_outcome_under_leases_that_nobody_took_is_checked() {
    lease("ann", held.taskId());
    assertEquals(Landing.CHECKED, swarm.report(held, Result.SUCCEEDED).landing());
  }

  @Test
  void an_outcome_without_leases_was_checked_by_nobody() {
    assertNull(swarm.report(held, Result.SUCCEEDED).landing());
  }

  @Test
  void a_lease_that_expired_and_that_nobody_took_is_no_harm() {
    desk.end(lease("ann", held.taskId()), Ended.IDLE);
    assertEquals(Landing.CHECKED, swarm.report(held, Result.SUCCEEDED).landing());
  }

  @Test
  void a_success_after_another_had_the_file_is_refused_and_a_failure_is_not() {
    desk.end(lease("ann", held.taskId()), Ended.IDLE);
    desk.end(lease("bob", null), Ended.RELEASED);
    assertEquals(FailureCode.LEASE_LOST, Swarm.refusal(() -> swarm.report(held, Result.SUCCEEDED)));
    assertEquals(
        "slot 0 reported succeeded after it lost a lease",
        swarm.stored("SELECT evidence FROM label"));
    assertEquals(TaskState.RUNNING, swarm.state(held.taskId()));
    assertEquals(Landing.STALE, swarm.report(held, Result.FAILED).landing());
  }

  @Test
  void who_took_the_file_back_after_the_other_may_succeed() {
    desk.end(lease("ann", held.taskId()), Ended.HOLD_MAX);
    desk.end(lease("bob", null), Ended.RELEASED);
    lease("ann", held.taskId());
    assertEquals(Landing.CHECKED, swarm.report(held, Result.SUCCEEDED).landing());
  }

  @Test
  void a_lease_that_was_given_up_is_no_harm() {
    desk.end(lease("ann", held.taskId()), Ended.RELEASED);
    assertEquals(Landing.CHECKED, swarm.report(held, Result.SUCCEEDED).landing());
    assertEquals("CHECKED", swarm.stored("SELECT landing FROM outcome"));
  }

  @Test
  void while_another_has_the_file_a_conflict_is_taken_and_what_it_landed_as_is_told_again() {
    desk.end(lease("ann", held.taskId()), Ended.IDLE);
    lease("bob", null);
    assertEquals(FailureCode.LEASE_LOST, Swarm.refusal(() -> swarm.report(held, Result.SUCCEEDED)));
    assertEquals(Landing.STALE, swarm.report(held, Result.CONFLICT).landing());
    assertEquals("STALE", swarm.stored("SELECT landing FROM outcome"));
    assertEquals(Landing.STALE, swarm.report(held, Result.CONFLICT).landing());
  }

  private FileLease lease(String session, @Nullable TaskId task) {
    return desk.lease(session, Desk.HERE, "x", task);
  }
}
