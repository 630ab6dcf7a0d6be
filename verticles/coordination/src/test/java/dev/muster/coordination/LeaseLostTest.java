package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.Landing;
import dev.muster.contract.LeaseId;
import dev.muster.contract.Result;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.store.LeaseRows.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fence of a task's file leases is checked again when its outcome is reported. */
final class LeaseLostTest {
  @TempDir Path folder;
  private final Random random = new Random(11);
  private Swarm swarm;
  private Assignment held;

  @BeforeEach
  void claim() {
    swarm = Swarm.in(folder);
    AgentId ann = swarm.agent("ann");
    swarm.submit("one");
    swarm.admit();
    held = swarm.claim(ann);
  }

  @AfterEach
  void close() {
    swarm.close();
  }

  @Test
  void an_outcome_under_leases_that_nobody_took_is_checked() {
    grant("ann", held.taskId());
    assertEquals(Landing.CHECKED, swarm.report(held, Result.SUCCEEDED).landing());
  }

  @Test
  void an_outcome_without_leases_was_checked_by_nobody() {
    assertNull(swarm.report(held, Result.SUCCEEDED).landing());
  }

  @Test
  void a_lease_that_expired_and_that_nobody_took_is_no_harm() {
    end(grant("ann", held.taskId()), Ended.IDLE);
    assertEquals(Landing.CHECKED, swarm.report(held, Result.SUCCEEDED).landing());
  }

  @Test
  void a_success_after_another_had_the_file_is_refused_and_a_failure_is_not() {
    end(grant("ann", held.taskId()), Ended.IDLE);
    end(grant("bob", null), Ended.RELEASED);
    assertEquals(FailureCode.LEASE_LOST, Swarm.refusal(() -> swarm.report(held, Result.SUCCEEDED)));
    assertEquals(
        "slot 0 reported succeeded after it lost a lease",
        swarm.stored("SELECT evidence FROM label"));
    assertEquals(TaskState.RUNNING, swarm.state(held.taskId()));
    assertEquals(Landing.STALE, swarm.report(held, Result.FAILED).landing());
  }

  @Test
  void who_took_the_file_back_after_the_other_may_succeed() {
    end(grant("ann", held.taskId()), Ended.HOLD_MAX);
    end(grant("bob", null), Ended.RELEASED);
    grant("ann", held.taskId());
    assertEquals(Landing.CHECKED, swarm.report(held, Result.SUCCEEDED).landing());
  }

  private FileLease grant(String session, @Nullable TaskId task) {
    var file = new FileKey("/r/.git", "/r", "x");
    return Swarm.await(
        swarm
            .store()
            .write(tx -> {
              var lease =
                  new FileLease(
                      LeaseId.next(swarm.now(), random),
                      file,
                      Holder.of(session),
                      session,
                      task,
                      null,
                      tx.nextFence(),
                      swarm.now(),
                      swarm.now(),
                      swarm.now().plus(Duration.ofMinutes(10)),
                      swarm.now().plus(Duration.ofHours(1)),
                      false,
                      0);
              assertTrue(tx.leases().insert(lease));
              return lease;
            }));
  }

  private void end(FileLease lease, Ended why) {
    boolean live = Swarm.await(swarm.store().write(tx -> tx.leases().end(lease, why, swarm.now())));
    assertTrue(live);
  }
}
