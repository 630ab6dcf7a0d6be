package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.AgentId;
import dev.muster.contract.Decision;
import dev.muster.contract.Masked;
import dev.muster.contract.Provenance;
import dev.muster.contract.Result;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdmissionTest {
  @AutoClose private final Swarm swarm;
  private final Crew crew;

  AdmissionTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    crew = new Crew(swarm);
  }

  @Test
  void an_admitted_task_has_a_decision_an_attempt_and_agents_bound_to_its_slots() {
    AgentId ann = swarm.agent("ann");
    AgentId bob = swarm.agent("bob");
    swarm.wanting(2);
    TaskId id = swarm.submit("one");

    assertEquals(1, swarm.admit());

    assertEquals(TaskState.LEASED, swarm.state(id));
    assertEquals(List.of(ann, bob), crew.of(id));
    Decision decision = crew.decision(id);
    assertEquals(swarm.lastAttempt(id).decisionId(), decision.id());
    assertEquals(swarm.lastAttempt(id).id(), decision.attemptId());
    assertEquals(2, decision.agents());
    assertEquals(new Masked(3, "2 agents are free"), decision.mask().getFirst());
    assertEquals(0, swarm.admit());
  }

  @Test
  void the_higher_priority_goes_first_and_of_equal_ones_the_older() {
    TaskId older = swarm.submit("older");
    TaskId newer = swarm.submit("newer");
    TaskId urgent = swarm.submit(Draft.of("urgent").priority(1));
    AgentId ann = swarm.agent("ann");

    for (TaskId next : List.of(urgent, older, newer)) {
      assertEquals(next, swarm.work(ann, Result.SUCCEEDED).taskId());
    }
  }

  @Test
  void a_pinned_task_starts_at_once_when_its_agents_are_free() {
    crew.join(3);
    TaskId id = swarm.submit(Draft.of("pinned").pinned(3));

    assertEquals(1, swarm.admit());

    assertEquals(3, swarm.lastAttempt(id).slots().size());
    assertEquals(Provenance.PINNED, crew.decision(id).provenance());
  }

  @Test
  void a_pinned_task_holds_the_others_back_until_its_agents_are_free() {
    crew.join(2);
    TaskId pinned = swarm.submit(Draft.of("pinned").pinned(3));
    TaskId other = swarm.submit("other");

    assertEquals(0, swarm.admit());
    assertEquals("waits until 3 agents are free", swarm.task(pinned).held());
    swarm.passSeconds(9);
    assertEquals(0, swarm.admit());
    swarm.agent("zoe");
    assertEquals(1, swarm.admit());

    assertEquals(3, swarm.lastAttempt(pinned).slots().size());
    assertNull(swarm.task(pinned).held());
    assertEquals(TaskState.READY, swarm.state(other));
  }

  @Test
  void after_ten_seconds_a_pinned_task_starts_with_what_is_free() {
    crew.join(2);
    TaskId pinned = swarm.submit(Draft.of("pinned").pinned(3));
    swarm.admit();

    swarm.pass(Swarm.LIMITS.pinWait().minusMillis(1));
    assertEquals(0, swarm.admit());
    swarm.pass(Swarm.LIMITS.pinWait().minusMillis(9_999));
    assertEquals(1, swarm.admit());

    assertEquals(2, swarm.lastAttempt(pinned).slots().size());
  }

  @Test
  void a_pinned_task_does_not_wait_for_more_agents_than_it_has_parts() {
    crew.join(2);
    TaskId pinned = swarm.submit(Draft.of("pinned").pinned(3).parts(2));

    assertEquals(1, swarm.admit());

    assertEquals(2, swarm.lastAttempt(pinned).slots().size());
  }

  @Test
  void no_more_agents_are_bound_than_the_task_has_parts() {
    crew.join(4);
    swarm.wanting(4);
    TaskId id = swarm.submit(Draft.of("one").parts(2));
    swarm.admit();

    assertEquals(2, swarm.lastAttempt(id).slots().size());
    assertEquals(new Masked(3, "the task has 2 parts"), crew.decision(id).mask().getFirst());
  }

  @Test
  void a_task_that_nobody_can_do_is_held_with_what_is_missing_and_others_go_on() {
    swarm.agent("ann", "java");
    TaskId held = swarm.submit(Draft.of("held").needs("java", "cobol"));
    TaskId other = swarm.submit(Draft.of("other").needs("java"));

    assertEquals(1, swarm.admit());

    assertEquals("no agent has cobol", swarm.task(held).held());
    assertEquals(TaskState.LEASED, swarm.state(other));
  }

  @Test
  void a_task_whose_agent_is_busy_is_held_until_that_one_is_free() {
    AgentId ann = swarm.agent("ann", "java");
    swarm.agent("bob");
    swarm.submit(Draft.of("first").needs("java"));
    TaskId held = swarm.submit(Draft.of("held").needs("java"));
    assertEquals(1, swarm.admit());
    assertEquals("waits for an agent with java", swarm.task(held).held());

    swarm.report(swarm.claim(ann), Result.SUCCEEDED);
    swarm.admit();

    assertEquals(List.of(ann), crew.of(held));
  }

  @Test
  void why_a_task_is_held_is_told_once() {
    swarm.agent("ann");
    TaskId held = swarm.submit(Draft.of("held").needs("java"));
    swarm.admit();
    swarm.admit();

    assertEquals(List.of("submitted", "held"), crew.causes(held));
  }

  @Test
  void advice_stores_nothing() {
    crew.join(3);
    swarm.wanting(2);

    Decision advice = crew.advice(Draft.of("one"));

    assertEquals(2, advice.agents());
    assertNull(advice.id());
    assertEquals("0", swarm.stored("SELECT COUNT(*) FROM task"));
    assertEquals("0", swarm.stored("SELECT COUNT(*) FROM decision"));
  }

  @Test
  void a_cancelled_attempt_does_not_stop_the_admission_of_its_kind() {
    AgentId ann = swarm.agent("ann");
    TaskId gone = swarm.submit("gone");
    swarm.admit();
    swarm.claim(ann);
    swarm.cancel(gone);
    swarm.passSeconds(1);
    TaskId next = swarm.submit("next");

    assertEquals(1, swarm.admit());
    assertEquals(TaskState.LEASED, swarm.state(next));
  }

  @Test
  void a_newer_scheduler_stops_the_older_one() {
    swarm.agent("ann");
    swarm.submit("one");
    Coordination older = swarm.overtaken();

    assertEquals(0, Swarm.await(older.admit(started -> {})));
    assertEquals(1, swarm.admit());
    assertEquals("2", swarm.stored("SELECT epoch FROM attempt"));
  }

  @Test
  void nothing_is_admitted_while_nobody_is_free() {
    swarm.submit("one");

    assertEquals(0, swarm.admit());
    assertEquals(1, swarm.events().size());
  }
}
