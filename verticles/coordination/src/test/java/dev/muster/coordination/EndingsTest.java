package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.FailureCode;
import dev.muster.contract.OutcomeRecorded;
import dev.muster.contract.Result;
import dev.muster.contract.Source;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EndingsTest {
  @AutoClose private final Swarm swarm;
  private final AgentId ann;

  EndingsTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    ann = swarm.agent("ann");
  }

  @Test
  void a_repeated_report_gets_the_same_answer_marked_as_repeated() {
    swarm.submit("one");
    swarm.admit();
    Assignment held = swarm.claim(ann);

    OutcomeRecorded first = swarm.report(held, Result.SUCCEEDED);
    OutcomeRecorded again = swarm.report(held, Result.SUCCEEDED);

    assertFalse(first.repeated());
    assertTrue(again.repeated());
    assertEquals(first.state(), again.state());
    assertEquals(first.attemptClosed(), again.attemptClosed());
    assertEquals("1", swarm.stored("SELECT COUNT(*) FROM outcome"));
    assertEquals("0", swarm.stored("SELECT COUNT(*) FROM label"));
  }

  @Test
  void a_late_report_of_another_result_is_refused_and_kept_as_a_label() {
    TaskId id = swarm.submit("one");
    swarm.admit();
    Assignment held = swarm.claim(ann);
    swarm.passSeconds(31);
    swarm.sweep();

    assertEquals(
        FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.report(held, Result.SUCCEEDED)));

    assertEquals(TaskState.READY, swarm.state(id));
    assertEquals("EXPIRED", swarm.stored("SELECT result FROM outcome"));
    assertEquals(
        held.attemptId() + " slot 0 reported succeeded late",
        swarm.stored("SELECT attempt_id || ' ' || evidence FROM label"));
  }

  @Test
  void a_fence_that_was_never_given_is_refused_without_a_label() {
    swarm.submit("one");
    swarm.admit();
    Assignment held = swarm.claim(ann);
    var forged =
        new Assignment(
            held.taskId(),
            held.attemptId(),
            0,
            1,
            held.fence() + 1,
            held.leaseUntil(),
            held.topology(),
            held.task());

    assertEquals(
        FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.report(forged, Result.SUCCEEDED)));
    assertEquals("0", swarm.stored("SELECT COUNT(*) FROM label"));
  }

  @Test
  void a_task_waits_for_the_predecessors_its_agent_named_and_is_then_admitted_at_once() {
    TaskId late = swarm.submit("late");
    swarm.admit();
    Assignment held = swarm.claim(ann);
    TaskId before = swarm.submit("before");

    assertEquals(TaskState.READY, swarm.report(held, Result.PREDECESSOR, before).state());

    assertEquals(List.of(before), swarm.task(late).dependsOn());
    assertEquals(before, swarm.work(ann, Result.SUCCEEDED).taskId());
    assertEquals(late, swarm.work(ann, Result.SUCCEEDED).taskId());
    assertEquals(TaskState.SUCCEEDED, swarm.state(late));
  }

  @Test
  void a_predecessor_that_is_already_lost_ends_the_task() {
    TaskId lost = swarm.submit("lost");
    swarm.cancel(lost);
    TaskId late = swarm.submit("late");

    swarm.work(ann, Result.PREDECESSOR, lost);

    assertEquals(TaskState.CANCELLED, swarm.state(late));
    assertEquals("depends on " + lost + ", which ended CANCELLED", swarm.task(late).reason());
  }

  @Test
  void a_predecessor_that_is_lost_later_ends_the_task() {
    TaskId late = swarm.submit("late");
    swarm.admit();
    Assignment held = swarm.claim(ann);
    TaskId before = swarm.submit("before");
    swarm.report(held, Result.PREDECESSOR, before);

    swarm.work(ann, Result.FAILED);

    assertEquals(TaskState.CANCELLED, swarm.state(late));
  }

  @Test
  void no_task_waits_for_itself_or_in_a_circle() {
    TaskId first = swarm.submit("first");
    TaskId next = swarm.submit(Draft.of("next").after(first));
    TaskId last = swarm.submit(Draft.of("last").after(next));
    TaskId nobody = TaskId.next(Instant.EPOCH, new Random(1));

    swarm.work(ann, Result.PREDECESSOR, first, next, last, nobody);

    assertEquals(List.of(), swarm.task(first).dependsOn());
    // nothing to wait for was named, so it waits a second instead
    assertEquals(0, swarm.admit());
    swarm.passSeconds(1);
    assertEquals(first, swarm.work(ann, Result.SUCCEEDED).taskId());
    assertEquals(next, swarm.work(ann, Result.SUCCEEDED).taskId());
    assertEquals(last, swarm.work(ann, Result.SUCCEEDED).taskId());
  }

  @Test
  void after_each_conflict_the_task_waits_twice_as_long_and_up_to_half_more() {
    TaskId id = swarm.submit("one");
    for (long seconds : new long[] {1, 2, 4, 8}) {
      assertEquals(TaskState.READY, swarm.work(ann, Result.CONFLICT).state());
      swarm.pass(Duration.ofSeconds(seconds).minusMillis(1));
      assertEquals(0, swarm.admit(), seconds + " s are not over");
      swarm.pass(Duration.ofMillis(1 + seconds * 500));
    }
    assertEquals(1, swarm.admit());
    assertEquals(5, swarm.attempts(id).size());
  }

  @Test
  void the_21st_conflict_fails_the_task() {
    TaskId id = swarm.submit("one");
    for (int i = 1; i <= 20; i++) {
      assertEquals(TaskState.READY, swarm.work(ann, Result.CONFLICT).state());
      swarm.passSeconds(100);
    }

    assertEquals(TaskState.FAILED, swarm.work(ann, Result.CONFLICT).state());
    assertEquals("conflict", swarm.task(id).reason());
  }

  @Test
  void the_sixth_expiry_buries_the_task_and_each_counts_against_the_agent() {
    TaskId id = swarm.submit("one");
    for (int i = 1; i <= 6; i++) {
      assertEquals(TaskState.READY, swarm.state(id));
      swarm.admit();
      swarm.claim(ann);
      swarm.passSeconds(100);
      swarm.sweep();
      swarm.passSeconds(100);
    }

    assertEquals(TaskState.DEAD, swarm.state(id));
    assertEquals("6", swarm.stored("SELECT slots_expired FROM agent"));
  }

  @Test
  void limits_of_different_reasons_do_not_add_up() {
    TaskId id = swarm.submit("one");
    for (int i = 1; i <= 5; i++) {
      assertEquals(TaskState.READY, swarm.work(ann, Result.PARKED).state());
      assertEquals(TaskState.READY, swarm.work(ann, Result.HANDED_BACK).state());
      swarm.passSeconds(100);
    }

    assertEquals(TaskState.FAILED, swarm.work(ann, Result.PARKED).state());
    assertEquals(11, swarm.attempts(id).size());
  }

  @Test
  void a_parked_task_may_start_again_at_once() {
    swarm.submit("one");
    swarm.work(ann, Result.PARKED);

    assertEquals(1, swarm.admit());
  }

  @Test
  void no_evidence_leaves_the_task_unknown_and_teaches_nothing() {
    swarm.submit("one");

    assertEquals(TaskState.UNKNOWN, swarm.work(ann, Result.UNKNOWN).state());
    assertEquals("excluded", swarm.stored("SELECT learned FROM outcome"));
  }

  @Test
  void only_a_live_task_whose_n_was_chosen_is_for_the_learner() {
    assertEquals("false", learned(Draft.of("live")));
    assertEquals("excluded", learned(Draft.of("replayed").from(Source.REPLAY)));
    assertEquals("excluded", learned(Draft.of("pinned").pinned(1)));
  }

  private String learned(Draft draft) {
    TaskId id = swarm.submit(draft);
    swarm.work(ann, Result.SUCCEEDED);
    return swarm.stored("SELECT learned FROM outcome WHERE task_id = '" + id + "'");
  }
}
