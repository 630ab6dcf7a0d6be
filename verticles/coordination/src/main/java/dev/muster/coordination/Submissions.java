package dev.muster.coordination;

import dev.muster.bus.Digest;
import dev.muster.contract.Attempt;
import dev.muster.contract.Choice;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.Estimate;
import dev.muster.contract.FailureCode;
import dev.muster.contract.NewTask;
import dev.muster.contract.Provenance;
import dev.muster.contract.Refused;
import dev.muster.contract.Result;
import dev.muster.contract.Situation;
import dev.muster.contract.SubmitTask;
import dev.muster.contract.Task;
import dev.muster.contract.TaskAccepted;
import dev.muster.contract.TaskCancelled;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.contract.TaskSummary;
import dev.muster.store.KeyRows;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Takes tasks in, once each, and lets them be cancelled. */
final class Submissions {
  private static final int RETRY_AFTER_SECONDS = 1;

  private final Limits limits;
  private final Policy policy;
  private final RandomGenerator random;
  private final Endings endings;

  Submissions(Limits limits, Policy policy, RandomGenerator random, Endings endings) {
    this.limits = limits;
    this.policy = policy;
    this.random = random;
    this.endings = endings;
  }

  /** Stores the task, its key and its event; the same key and task again give the first answer. */
  TaskAccepted submit(Tx tx, SubmitTask request, long waiting, Instant now) {
    String key = request.idempotencyKey();
    String hash = Digest.of(request.task());
    TaskAccepted first = key == null ? null : answered(tx, key, hash);
    if (first != null) {
      return first;
    }
    if (waiting >= limits.waitingMax()) {
      throw new Refused(FailureCode.OVERLOADED, waiting + " tasks wait (coordination.waiting_max)");
    }
    if (request.task().text().length() > limits.textMax()) {
      throw new Refused(
          FailureCode.TOO_LARGE,
          "text must have at most "
              + limits.textMax()
              + " characters (coordination.text_max), had "
              + request.task().text().length());
    }
    int open = openDependencies(tx, request.task().dependsOn());
    TaskState state = open == 0 ? TaskState.READY : TaskState.SUBMITTED;
    Task task = task(request.task(), state, now);
    tx.tasks().insert(task, open);
    var accepted =
        new TaskAccepted(
            task.id(), state, "/api/v1/tasks/" + task.id(), RETRY_AFTER_SECONDS, task.estimate());
    if (key != null) {
      tx.keys().insert(key, hash, task.id(), accepted, now);
    }
    Outbox.task(tx, "submitted", null, task, now);
    return accepted;
  }

  /** Ends a task that has not ended, and with it its open attempt. */
  TaskCancelled cancel(Tx tx, TaskId id, Instant now) {
    Task task = Lifecycle.require(tx, id);
    if (task.state() == TaskState.CANCELLED) {
      return new TaskCancelled(id, task.state());
    }
    Attempt open = tx.attempts().openOf(id);
    Task cancelled = Lifecycle.move(tx, id, TaskEvent.CANCEL, "cancelled by request", now);
    if (open != null) {
      endings.abandon(tx, task, open, Result.CANCELLED, now);
    }
    return new TaskCancelled(id, cancelled.state());
  }

  private static @Nullable TaskAccepted answered(Tx tx, String key, String hash) {
    KeyRows.First first = tx.keys().find(key);
    if (first != null && !first.requestHash().equals(hash)) {
      throw new Refused(
          FailureCode.DUPLICATE_KEY_CONFLICT, "the key was used for another task: " + key);
    }
    return first == null ? null : first.response();
  }

  private static int openDependencies(Tx tx, List<TaskId> dependsOn) {
    int open = 0;
    for (TaskId id : dependsOn.stream().distinct().toList()) {
      TaskState state = Lifecycle.require(tx, id).state();
      if (state.terminal() && state != TaskState.SUCCEEDED) {
        throw new Refused(FailureCode.CONFLICT, "depends_on " + id + ", which ended " + state);
      }
      open += state == TaskState.SUCCEEDED ? 0 : 1;
    }
    return open;
  }

  /** The task as it would be stored now. */
  Task draft(NewTask request, Instant now) {
    return task(request, TaskState.READY, now);
  }

  private Task task(NewTask request, TaskState state, Instant now) {
    return new Task(
        TaskId.next(now, random),
        state,
        request.type(),
        TaskSummary.title(request.text()),
        request.text(),
        request.value(),
        request.repo(),
        request.files(),
        request.priority(),
        request.deadline(),
        request.capabilities(),
        request.language(),
        request.dependsOn().stream().distinct().toList(),
        request.agents(),
        request.parts(),
        request.source(),
        0,
        null,
        null,
        null,
        estimate(request),
        now,
        now);
  }

  private Estimate estimate(NewTask request) {
    var subject =
        new FeatureReading.Subject(
            request.type(), request.text().length(), request.repo(), request.parts());
    Choice choice =
        policy
            .advises()
            .apply(
                new Situation(
                    FeatureReading.ofTaskAlone(subject),
                    Deciding.maskedByParts(request.parts(), limits.agentsMax()),
                    request.parts(),
                    request.agents(),
                    0,
                    request.value(),
                    null));
    return new Estimate(
        choice.n(),
        CoordinationClass.band(choice.n()),
        choice.curve().get(choice.n() - 1).success(),
        choice.fallback() == null ? choice.provenance() : Provenance.HEURISTIC);
  }
}
