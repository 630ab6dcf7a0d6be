package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.AttemptChanged;
import dev.muster.contract.DecisionMade;
import dev.muster.contract.Event;
import dev.muster.contract.Result;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the outbox holds, before and after the host ends and starts again. */
final class EventsTest {
  @AutoClose private final Swarm swarm;
  private final AgentId ann;

  EventsTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    ann = swarm.agent("ann");
  }

  @Test
  void each_change_of_state_is_told_once_with_the_state_before() {
    TaskId first = swarm.submit("first");
    TaskId next = swarm.submit(Draft.of("next").after(first));
    swarm.work(ann, Result.PARKED);
    swarm.work(ann, Result.SUCCEEDED);
    swarm.work(ann, Result.FAILED);

    assertEquals(
        List.of(
            "submitted null READY",
            "admit READY LEASED",
            "claim LEASED RUNNING",
            "retry RUNNING READY",
            "admit READY LEASED",
            "claim LEASED RUNNING",
            "succeed RUNNING SUCCEEDED"),
        told(first));
    assertEquals(
        List.of(
            "submitted null SUBMITTED",
            "accept SUBMITTED READY",
            "admit READY LEASED",
            "claim LEASED RUNNING",
            "fail RUNNING FAILED"),
        told(next));
  }

  @Test
  void the_numbers_rise_strictly_over_refusals_and_restarts() {
    swarm.submit("one");
    Swarm.refusal(() -> swarm.submit("x".repeat(2000)));
    swarm.work(ann, Result.CONFLICT);
    swarm.restart();
    swarm.passSeconds(2);
    swarm.work(ann, Result.SUCCEEDED);

    long before = 0;
    for (Event event : swarm.events()) {
      assertTrue(event.seq() > before, event::toString);
      before = event.seq();
    }
  }

  @Test
  void an_attempt_tells_of_its_decision_its_claim_and_its_end() {
    swarm.submit("one");
    swarm.work(ann, Result.SUCCEEDED);

    assertEquals(
        List.of("admitted", "claimed", "closed"),
        swarm.events(AttemptChanged.class).stream().map(AttemptChanged::cause).toList());
    assertEquals(1, swarm.events(DecisionMade.class).size());
  }

  @Test
  void a_slot_that_was_claimed_before_a_restart_is_renewed_and_ended_after_it() {
    TaskId id = swarm.submit("one");
    swarm.admit();
    Assignment held = swarm.claim(ann);
    swarm.restart();
    swarm.passSeconds(10);

    assertEquals(held.fence(), swarm.claim(ann).fence());
    swarm.renew(held);
    swarm.restart();

    assertEquals(TaskState.SUCCEEDED, swarm.report(held, Result.SUCCEEDED).state());
    swarm.restart();
    assertTrue(swarm.report(held, Result.SUCCEEDED).repeated());
    assertEquals(TaskState.SUCCEEDED, swarm.state(id));
  }

  @Test
  void a_slot_that_was_bound_before_a_restart_has_its_time_anew() {
    TaskId id = swarm.submit("one");
    swarm.admit();
    swarm.passSeconds(60);
    swarm.restart();
    swarm.passSeconds(9);
    swarm.sweep();

    assertEquals(TaskState.LEASED, swarm.state(id));
    assertEquals(id, swarm.claim(ann).taskId());
  }

  @Test
  void a_lease_that_ran_out_while_the_host_was_away_expires_after_the_restart() {
    TaskId id = swarm.submit("one");
    swarm.admit();
    swarm.claim(ann);
    swarm.passSeconds(31);
    swarm.restart();
    swarm.sweep();

    assertEquals(TaskState.READY, swarm.state(id));
    assertEquals(Result.EXPIRED, swarm.lastAttempt(id).result());
  }

  private List<String> told(TaskId id) {
    return swarm.changes(id).stream()
        .map(changed -> changed.cause() + " " + changed.was() + " " + changed.task().state())
        .toList();
  }
}
