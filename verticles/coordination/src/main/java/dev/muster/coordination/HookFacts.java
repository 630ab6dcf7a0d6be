package dev.muster.coordination;

import dev.muster.contract.Attempt;
import dev.muster.contract.FeatureName;
import dev.muster.contract.HookVerdict;
import dev.muster.contract.Landing;
import dev.muster.contract.Result;
import dev.muster.contract.Task;
import dev.muster.contract.TaskState;
import dev.muster.plugin.OutcomeFacts;
import dev.muster.plugin.Proposal;
import dev.muster.plugin.TaskFacts;
import dev.muster.store.OutcomeRows;
import dev.muster.store.Tx;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What plugins are told of tasks, proposals and outcomes, and how their veto reads. */
final class HookFacts {
  private HookFacts() {}

  /** The task as plugins see it. */
  static TaskFacts task(Task task) {
    boolean untold = SessionTasks.untold(task);
    return new TaskFacts(
        task.id().toString(),
        task.type(),
        task.source().toString(),
        untold ? 0 : task.text().length(),
        untold ? null : task.text(),
        task.repo(),
        task.files(),
        task.priority(),
        task.parts(),
        task.agents());
  }

  /** What is proposed; features that nobody knows are left out. */
  static Proposal proposal(Prospect prospect) {
    Map<String, Double> features = new HashMap<>();
    for (FeatureName name : FeatureName.values()) {
      double value = prospect.situation().value(name, Double.NaN);
      if (!Double.isNaN(value)) {
        features.put(name.toString(), value);
      }
    }
    return new Proposal(
        prospect.choice().n(),
        prospect.allowed(),
        features,
        prospect.choice().model(),
        prospect.choice().provenance().toString());
  }

  /** How an attempt ended. */
  static OutcomeFacts outcome(Tx tx, Attempt attempt) {
    Result result = attempt.result();
    return outcome(tx, attempt, result == null ? Result.UNKNOWN.toString() : result.toString());
  }

  /** How a task ended, with what its last attempt came to, if it had one. */
  static OutcomeFacts outcome(Tx tx, Task task) {
    List<Attempt> attempts = tx.attempts().of(task.id());
    String state = task.state().name().toLowerCase(Locale.ROOT);
    if (attempts.isEmpty()) {
      return new OutcomeFacts(null, state, 0, null, null, null, null);
    }
    Attempt last = attempts.getLast();
    return task.state() == TaskState.CANCELLED ? outcome(tx, last, state) : outcome(tx, last);
  }

  private static OutcomeFacts outcome(Tx tx, Attempt attempt, String result) {
    OutcomeRows.Components known = tx.outcomes().of(attempt.id());
    Landing landing = known == null ? null : known.landing();
    return new OutcomeFacts(
        attempt.id().toString(),
        result,
        attempt.slots().size(),
        known == null ? null : known.durationMs(),
        known == null ? null : known.tokens(),
        known == null ? null : known.conflicts(),
        landing == null ? null : landing.toString());
  }

  /** Who objects and why; null when nobody does. */
  static @Nullable String veto(HookVerdict verdict) {
    return verdict.veto() == null ? null : "plugin " + verdict.vetoedBy() + ": " + verdict.veto();
  }

  /** Everything counted by its name in lower case, after a prefix. */
  static <E extends Enum<E>> Map<String, Double> counts(String prefix, Map<E, Long> counts) {
    return counts.entrySet().stream()
        .collect(
            Collectors.toMap(
                count -> prefix + count.getKey().name().toLowerCase(Locale.ROOT),
                count -> count.getValue().doubleValue()));
  }
}
