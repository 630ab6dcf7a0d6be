package dev.muster.coordination;

import dev.muster.contract.AgentChanged;
import dev.muster.contract.AgentId;
import dev.muster.contract.Attempt;
import dev.muster.contract.AttemptChanged;
import dev.muster.contract.AttemptId;
import dev.muster.contract.Decision;
import dev.muster.contract.DecisionMade;
import dev.muster.contract.Task;
import dev.muster.contract.TaskChanged;
import dev.muster.contract.TaskState;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Appends what happened to the transaction in which it happened. */
final class Outbox {
  private Outbox() {}

  static void task(Tx tx, String cause, @Nullable TaskState was, Task task, Instant now) {
    tx.events().append(seq -> new TaskChanged(seq, now, cause, was, task.summary()));
  }

  static void attempt(Tx tx, String cause, AttemptId id, Instant now) {
    Attempt attempt = Objects.requireNonNull(tx.attempts().find(id));
    tx.events().append(seq -> new AttemptChanged(seq, now, cause, attempt));
  }

  static void agent(Tx tx, String cause, AgentId id, Instant now) {
    var agent = Objects.requireNonNull(tx.agents().find(id));
    tx.events().append(seq -> new AgentChanged(seq, now, cause, agent));
  }

  static void decision(Tx tx, Decision decision, Instant now) {
    tx.events().append(seq -> new DecisionMade(seq, now, decision));
  }
}
