package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.DeclarationAdvice;
import dev.muster.contract.DeclarationAnswer;
import dev.muster.contract.Result;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.store.LeaseRows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a parked task waits, and what it never waits for. */
final class ParkedTasksTest {
  private static final Duration PARK_MAX = Duration.ofMinutes(15);

  @AutoClose private final Swarm swarm;
  private final Desk desk;
  private final AgentId ann;
  private final AgentId bob;

  ParkedTasksTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    desk = new Desk(swarm);
    ann = swarm.agent("ann");
    bob = swarm.agent("bob");
  }

  @Test
  void nobody_waits_longer_than_the_bound() {
    Desk.Parked two = desk.parked(ann, bob);
    keep(two.first(), PARK_MAX.minusSeconds(1));
    assertEquals(0, swarm.admit());

    keep(two.first(), Duration.ofSeconds(1));

    assertEquals(1, swarm.admit());
    assertEquals(TaskState.RUNNING, swarm.state(two.first().taskId()));
    assertNull(swarm.task(two.second()).waitsFor());
  }

  @Test
  void the_bound_counts_from_the_parking_and_not_from_the_latest_reason() {
    Desk.Parked two = desk.parked(ann, bob);
    swarm.pass(Duration.ofSeconds(20));
    desk.open("session");
    desk.prompt("session");
    desk.declare("session", "A.java");
    swarm.report(two.first(), Result.SUCCEEDED);
    assertEquals(0, swarm.admit());
    for (int minute = 0; minute < 14; minute++) {
      swarm.pass(Duration.ofMinutes(1));
      desk.rest("session");
    }
    swarm.pass(Duration.ofSeconds(39));
    assertEquals(0, swarm.admit());

    swarm.passSeconds(1);

    assertEquals(1, swarm.admit());
  }

  @Test
  void who_has_no_task_is_looked_at_again_every_five_seconds() {
    desk.open("session");
    desk.declare("session", "A.java");
    Assignment slot = desk.started("one", ann);
    DeclarationAnswer answer = desk.declare(slot, "A.java");
    assertEquals(DeclarationAdvice.PARK, answer.advice());
    assertNull(answer.waitsFor());
    assertEquals("waits for claude-session, which declared A.java", held(slot.taskId()));
    swarm.passSeconds(5);
    assertEquals(0, swarm.admit());
    desk.close("session");
    assertEquals(0, swarm.admit());

    swarm.passSeconds(5);

    assertEquals(1, swarm.admit());
  }

  @Test
  void a_lease_of_a_session_parks_too_and_frees_when_it_is_given_up() {
    desk.open("session");
    TaskId task = desk.prompt("session").taskId();
    var lease = desk.lease("session", Desk.HERE, "A.java", null);
    Assignment slot = desk.started("one", ann);

    DeclarationAnswer answer = desk.declare(slot, "A.java");

    assertEquals(task, answer.waitsFor());
    assertEquals("waits for session claude-session, which holds A.java", held(slot.taskId()));
    desk.end(lease, LeaseRows.Ended.RELEASED);
    desk.done("session", Result.SUCCEEDED);
    assertEquals(1, swarm.admit());
  }

  @Test
  void a_lease_that_outlived_its_attempt_by_a_moment_is_not_in_the_way() {
    Desk.Parked two = desk.parked(ann, bob);
    desk.lease("runner", "/trees/1", "A.java", two.first().taskId());
    swarm.report(two.first(), Result.SUCCEEDED);

    assertEquals(1, swarm.admit());
  }

  @Test
  void after_five_parks_it_goes_on_with_a_warning() {
    desk.open("session");
    desk.declare("session", "A.java");
    TaskId id = swarm.submit("one");
    for (int park = 1; park <= 5; park++) {
      assertEquals(DeclarationAdvice.PARK, desk.declare(again(), "A.java").advice());
      pass(PARK_MAX);
    }

    DeclarationAnswer answer = desk.declare(again(), "A.java");

    assertEquals(DeclarationAdvice.GO_ON, answer.advice());
    assertEquals(1, answer.overlaps().size());
    assertTrue(answer.text().contains("was parked 5 times, so go on now"), answer.text());
    assertEquals(TaskState.RUNNING, swarm.state(id));
    assertEquals(6, swarm.attempts(id).size());
  }

  private Assignment again() {
    assertEquals(1, swarm.admit());
    return swarm.claim(
        desk.picture().running().stream()
            .filter(attempt -> attempt.title().equals("one"))
            .findFirst()
            .orElseThrow()
            .slots()
            .getFirst()
            .agentId());
  }

  private void pass(Duration time) {
    for (long minute = 0; minute < time.toMinutes(); minute++) {
      swarm.pass(Duration.ofMinutes(1));
      desk.rest("session");
    }
    swarm.sweep();
  }

  @Test
  void a_parked_task_can_be_cancelled_and_leaves_nothing_behind() {
    Desk.Parked two = desk.parked(ann, bob);

    swarm.cancel(two.second());

    assertEquals(List.of(), desk.states(two.second()));
    assertNull(swarm.task(two.second()).waitsFor());
    swarm.report(two.first(), Result.SUCCEEDED);
    assertEquals(TaskState.CANCELLED, swarm.state(two.second()));
  }

  @Test
  void a_wait_outlives_a_restart_and_a_sleep_of_the_machine() {
    Desk.Parked two = desk.parked(ann, bob);
    swarm.sweep();
    swarm.sleep(Duration.ofHours(9));
    swarm.sweep();
    assertEquals(0, swarm.admit());
    swarm.restart();
    assertEquals(0, swarm.admit());
    assertEquals(two.first().taskId(), swarm.task(two.second()).waitsFor());

    swarm.report(two.first(), Result.SUCCEEDED);

    assertEquals(1, swarm.admit());
  }

  /** Time passes while the slot is renewed. */
  private void keep(Assignment slot, Duration time) {
    for (long second = 0; second < time.toSeconds(); second += 20) {
      swarm.passSeconds(Math.min(20, time.toSeconds() - second));
      swarm.renew(slot);
    }
    swarm.sweep();
  }

  private String held(TaskId id) {
    return String.valueOf(swarm.task(id).held());
  }
}
