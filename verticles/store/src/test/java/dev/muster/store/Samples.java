package dev.muster.store;

import dev.muster.contract.Agent;
import dev.muster.contract.AgentChanged;
import dev.muster.contract.AgentId;
import dev.muster.contract.AgentState;
import dev.muster.contract.AttemptId;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.DecisionId;
import dev.muster.contract.Estimate;
import dev.muster.contract.LeaseId;
import dev.muster.contract.Provenance;
import dev.muster.contract.RegisterAgent;
import dev.muster.contract.Source;
import dev.muster.contract.Task;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Plain rows for tests; the number says which. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
  static final Estimate ESTIMATE =
      new Estimate(2, CoordinationClass.SUBOPTIMAL, 0.71, Provenance.HEURISTIC);

  private Samples() {}

  static TaskId taskId(int number) {
    return new TaskId("task_" + uuid(number));
  }

  static AttemptId attemptId(int number) {
    return new AttemptId("attempt_" + uuid(number));
  }

  static DecisionId decisionId(int number) {
    return new DecisionId("decision_" + uuid(number));
  }

  static AgentId agentId(int number) {
    return new AgentId("agent_" + uuid(number));
  }

  static Task ready(int number) {
    return task(number, TaskState.READY, 0);
  }

  static Task task(int number, TaskState state, int priority, TaskId... dependsOn) {
    return task(number, state, null, priority, dependsOn);
  }

  /** Of a repository. */
  static Task task(int number, TaskState state, String repo) {
    return task(number, state, repo, 0);
  }

  private static Task task(
      int number, TaskState state, @Nullable String repo, int priority, TaskId... dependsOn) {
    return new Task(
        taskId(number),
        state,
        "code",
        "task " + number,
        "task " + number,
        1.0,
        repo,
        List.of(),
        priority,
        null,
        List.of(),
        null,
        List.of(dependsOn),
        null,
        null,
        Source.SUBMITTED,
        0,
        null,
        null,
        null,
        ESTIMATE,
        NOW,
        NOW);
  }

  /** Stores agent {@code number} and opens attempt {@code number} of task {@code number}. */
  static void openAttempt(Tx tx, int number) {
    tx.tasks().insert(ready(number), 0);
    register(tx, number);
    tx.attempts().open(attemptId(number), taskId(number), 1, decisionId(number), 1, NOW);
  }

  static void register(Tx tx, int number) {
    var request =
        new RegisterAgent("a" + number, "i" + number, "exec", List.of("java"), List.of("de"));
    tx.agents().register(agentId(number), request, NOW);
  }

  static AgentChanged event(long seq) {
    return new AgentChanged(seq, NOW, "heartbeat", agent());
  }

  static Agent agent() {
    return new Agent(
        agentId(1),
        "a1",
        "exec",
        List.of("java"),
        List.of("de"),
        AgentState.FREE,
        NOW,
        NOW,
        null,
        null,
        0,
        0,
        false);
  }

  static Task stored(Tx tx, int number) {
    return Objects.requireNonNull(tx.tasks().find(taskId(number)), "task " + number);
  }

  static LeaseId leaseId(int number) {
    return new LeaseId("lease_" + uuid(number));
  }

  static String uuid(int number) {
    return "0197a1b2-c3d4-7000-8000-%012d".formatted(number);
  }
}
