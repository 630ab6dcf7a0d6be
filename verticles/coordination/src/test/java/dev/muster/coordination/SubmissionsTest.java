package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.FailureCode;
import dev.muster.contract.GetTask;
import dev.muster.contract.NewTask;
import dev.muster.contract.Result;
import dev.muster.contract.SubmitTask;
import dev.muster.contract.TaskAccepted;
import dev.muster.contract.TaskChanged;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubmissionsTest {
  @AutoClose private final Swarm swarm;

  SubmissionsTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
  }

  @Test
  void a_submitted_task_is_ready_and_its_event_is_stored_with_it() {
    TaskId id = swarm.submit("one");

    assertEquals(TaskState.READY, swarm.state(id));
    TaskChanged told = swarm.changes(id).getFirst();
    assertEquals("submitted", told.cause());
    assertNull(told.was());
    assertEquals(swarm.task(id).summary(), told.task());
  }

  @Test
  void the_same_key_and_task_get_the_first_answer_again() {
    TaskAccepted first = submit("key", NewTask.of("one"));
    swarm.passSeconds(3600);

    assertEquals(first, submit("key", NewTask.of("one")));
    assertEquals("1", swarm.stored("SELECT COUNT(*) FROM task"));
  }

  @Test
  void the_first_answer_outlives_a_restart() {
    TaskAccepted first = submit("key", NewTask.of("one"));
    swarm.restart();

    assertEquals(first, submit("key", NewTask.of("one")));
  }

  @Test
  void the_same_key_with_another_task_is_refused() {
    submit("key", NewTask.of("one"));

    assertEquals(
        FailureCode.DUPLICATE_KEY_CONFLICT,
        Swarm.refusal(() -> submit("key", NewTask.of("another"))));
  }

  @Test
  void ten_equal_submissions_at_once_make_one_task() {
    var request = new SubmitTask(NewTask.of("one"), "key");
    List<CompletionStage<TaskAccepted>> asked =
        Stream.generate(() -> swarm.coordination().submit(request)).limit(10).toList();

    assertEquals(1, asked.stream().map(Swarm::await).distinct().count());
    assertEquals("1", swarm.stored("SELECT COUNT(*) FROM task"));
    assertEquals("1", swarm.stored("SELECT COUNT(*) FROM event"));
  }

  @Test
  void a_task_waits_until_all_it_depends_on_have_succeeded() {
    var agent = swarm.agent("ann");
    TaskId first = swarm.submit("first");
    TaskId second = swarm.submit("second");
    TaskId last = swarm.submit(Draft.of("last").after(first, second));
    assertEquals(TaskState.SUBMITTED, swarm.state(last));

    swarm.work(agent, Result.SUCCEEDED);
    assertEquals(TaskState.SUBMITTED, swarm.state(last));
    swarm.work(agent, Result.SUCCEEDED);

    assertEquals(TaskState.READY, swarm.state(last));
  }

  @Test
  void a_task_on_one_that_has_succeeded_is_ready_at_once() {
    var agent = swarm.agent("ann");
    TaskId first = swarm.submit("first");
    swarm.work(agent, Result.SUCCEEDED);

    assertEquals(TaskState.READY, swarm.state(swarm.submit(Draft.of("next").after(first, first))));
  }

  @Test
  void what_waits_for_a_task_that_fails_is_cancelled_with_all_behind_it() {
    var agent = swarm.agent("ann");
    TaskId first = swarm.submit("first");
    TaskId next = swarm.submit(Draft.of("next").after(first));
    TaskId last = swarm.submit(Draft.of("last").after(next));
    TaskId apart = swarm.submit("apart");

    swarm.work(agent, Result.FAILED);

    assertEquals(TaskState.CANCELLED, swarm.state(next));
    assertEquals("depends on " + first + ", which ended FAILED", swarm.task(next).reason());
    assertEquals(TaskState.CANCELLED, swarm.state(last));
    assertEquals("depends on " + next + ", which ended CANCELLED", swarm.task(last).reason());
    assertEquals(TaskState.READY, swarm.state(apart));
  }

  @Test
  void the_loss_of_a_dependency_reaches_the_end_of_a_very_long_chain() {
    TaskId first = swarm.submit("first");
    var submissions =
        new Submissions(
            Swarm.LIMITS,
            Policy.of(new Wanting()),
            new Random(1),
            new Endings(Swarm.LIMITS, new Random(1)));
    TaskId last =
        Swarm.await(
            swarm
                .store()
                .write(tx -> {
                  TaskId before = first;
                  for (int i = 0; i < 3000; i++) {
                    NewTask next = Draft.of("next").after(before).task();
                    before =
                        submissions.submit(tx, new SubmitTask(next, null), 0, swarm.now()).id();
                  }
                  return before;
                }));

    swarm.cancel(first);

    assertEquals(TaskState.CANCELLED, swarm.state(last));
  }

  @Test
  void a_task_on_an_unknown_or_a_lost_one_is_refused() {
    TaskId lost = swarm.submit("lost");
    swarm.cancel(lost);
    TaskId nobody = TaskId.next(Instant.EPOCH, new Random(1));

    assertEquals(
        FailureCode.CONFLICT, Swarm.refusal(() -> swarm.submit(Draft.of("next").after(lost))));
    assertEquals(
        FailureCode.NOT_FOUND, Swarm.refusal(() -> swarm.submit(Draft.of("next").after(nobody))));
  }

  @Test
  void a_text_over_the_limit_is_refused_and_one_at_it_is_not() {
    swarm.submit("x".repeat(1000));

    assertEquals(FailureCode.TOO_LARGE, Swarm.refusal(() -> swarm.submit("x".repeat(1001))));
  }

  @Test
  void a_task_that_waits_is_cancelled_at_once() {
    TaskId first = swarm.submit("first");
    TaskId next = swarm.submit(Draft.of("next").after(first));

    assertEquals(TaskState.CANCELLED, cancel(next));
    assertEquals(TaskState.CANCELLED, cancel(first));
    assertEquals("cancelled by request", swarm.task(first).reason());
  }

  @Test
  void a_bound_task_is_cancelled_without_an_outcome() {
    var agent = swarm.agent("ann");
    TaskId id = swarm.submit("one");
    swarm.admit();

    assertEquals(TaskState.CANCELLED, cancel(id));

    assertEquals(Result.CANCELLED, swarm.lastAttempt(id).result());
    assertEquals("0", swarm.stored("SELECT COUNT(*) FROM outcome"));
    TaskId next = swarm.submit("next");
    assertEquals(1, swarm.admit());
    assertEquals(next, swarm.claim(agent).taskId());
  }

  @Test
  void a_running_task_is_cancelled_and_its_fence_is_void() {
    var agent = swarm.agent("ann");
    TaskId id = swarm.submit("one");
    swarm.admit();
    var held = swarm.claim(agent);

    assertEquals(TaskState.CANCELLED, cancel(id));

    assertEquals(FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.renew(held)));
    assertEquals(
        FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.report(held, Result.SUCCEEDED)));
    assertEquals(
        "CANCELLED excluded", swarm.stored("SELECT result || ' ' || learned FROM outcome"));
    assertEquals(TaskState.CANCELLED, swarm.state(id));
  }

  @Test
  void a_cancelled_task_may_be_cancelled_again_and_a_succeeded_one_not() {
    var agent = swarm.agent("ann");
    TaskId done = swarm.submit("done");
    swarm.work(agent, Result.SUCCEEDED);
    TaskId gone = swarm.submit("gone");
    cancel(gone);

    assertEquals(TaskState.CANCELLED, cancel(gone));
    assertEquals(FailureCode.CONFLICT, Swarm.refusal(() -> cancel(done)));
    assertEquals(TaskState.SUCCEEDED, swarm.state(done));
  }

  @Test
  void an_unknown_task_is_not_found() {
    TaskId nobody = TaskId.next(Instant.EPOCH, new Random(1));

    assertEquals(FailureCode.NOT_FOUND, Swarm.refusal(() -> cancel(nobody)));
    assertEquals(
        FailureCode.NOT_FOUND,
        Swarm.refusal(() -> Swarm.await(swarm.coordination().get(new GetTask(nobody)))));
  }

  private TaskAccepted submit(String key, NewTask task) {
    return Swarm.await(swarm.coordination().submit(new SubmitTask(task, key)));
  }

  private TaskState cancel(TaskId id) {
    return Objects.requireNonNull(swarm.cancel(id)).state();
  }
}
