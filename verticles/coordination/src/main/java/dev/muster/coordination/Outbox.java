package dev.muster.coordination;

import dev.muster.contract.AgentChanged;
import dev.muster.contract.AgentId;
import dev.muster.contract.Attempt;
import dev.muster.contract.AttemptChanged;
import dev.muster.contract.AttemptId;
import dev.muster.contract.Decision;
import dev.muster.contract.DecisionMade;
import dev.muster.contract.DeclarationChanged;
import dev.muster.contract.DeclarationId;
import dev.muster.contract.EditUnleased;
import dev.muster.contract.Notice;
import dev.muster.contract.NoticeChanged;
import dev.muster.contract.Task;
import dev.muster.contract.TaskChanged;
import dev.muster.contract.TaskState;
import dev.muster.contract.UnleasedEdit;
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

  static void declaration(Tx tx, String cause, DeclarationId id, Instant now) {
    var declaration = Objects.requireNonNull(tx.declarations().find(id));
    tx.events().append(seq -> new DeclarationChanged(seq, now, cause, declaration));
  }

  static void unleased(Tx tx, UnleasedEdit edit, Instant now) {
    tx.events().append(seq -> new EditUnleased(seq, now, edit));
  }

  static void notice(Tx tx, Notice notice, Instant now) {
    tx.events().append(seq -> new NoticeChanged(seq, now, notice));
  }

  static void decision(Tx tx, Decision decision, Instant now) {
    tx.events().append(seq -> new DecisionMade(seq, now, decision));
  }
}
