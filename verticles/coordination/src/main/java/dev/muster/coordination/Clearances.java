package dev.muster.coordination;

import dev.muster.contract.Agent;
import dev.muster.contract.AgentId;
import dev.muster.contract.HookAmendment;
import dev.muster.contract.HookVerdict;
import dev.muster.contract.TaskId;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What plugins say of tasks that are about to start. They are asked outside transactions, each task
 * on its own, and their answer counts for a short time: for the decision that was shown to them and
 * the agents that were named. Meanwhile those agents are kept for the task.
 */
final class Clearances {
  /** A decision that is older would not be of this moment any more. */
  private static final Duration CLEARED = Duration.ofSeconds(2);

  /** Plugins have deadlines of their own; a question that is still open then was lost. */
  private static final Duration ASKED_MAX = Duration.ofMinutes(10);

  private static final List<Phase> ORDER =
      List.of(
          Phase.PRE_TASK_ML_ANALYSIS,
          Phase.PERFORMANCE_PREDICTION,
          Phase.ERROR_PREDICTION,
          Phase.BOTTLENECK_PREVENTION,
          Phase.ADAPTIVE_OPTIMIZATION,
          Phase.PRE_TASK_AGENT_ASSIGNMENT);

  /** What became of the questions: the prospect as it was narrowed, or why it must not start. */
  record Asked(Prospect prospect, @Nullable String veto) {}

  /** One task that is asked about or cleared, until when at most. */
  private record Standing(Prospect prospect, boolean cleared, Instant until) {}

  private final HookPort port;
  private final Policy policy;
  private final InstantSource clock;
  private final Map<TaskId, Standing> standing = new ConcurrentHashMap<>();

  Clearances(HookPort port, Policy policy, InstantSource clock) {
    this.port = port;
    this.policy = policy;
    this.clock = clock;
  }

  /** Whether any plugin takes part in admissions. */
  boolean wanted() {
    return ORDER.stream().anyMatch(port.wanted());
  }

  /** Notes that the task will be asked about; false when it is already. */
  boolean begin(Prospect prospect, Instant now) {
    standing.values().removeIf(old -> !now.isBefore(old.until()));
    var asking = new Standing(prospect, false, now.plus(ASKED_MAX));
    return standing.putIfAbsent(prospect.task().id(), asking) == null;
  }

  /** The agents that are kept for the task. */
  Set<AgentId> kept(TaskId id, Instant now) {
    Standing of = standing.get(id);
    return of == null || !now.isBefore(of.until())
        ? Set.of()
        : of.prospect().agents().stream().map(Agent::id).collect(Collectors.toSet());
  }

  /** What the task was cleared for, if it was and lately. */
  @Nullable Prospect cleared(TaskId id, Instant now) {
    Standing of = standing.get(id);
    return of != null && of.cleared() && now.isBefore(of.until()) ? of.prospect() : null;
  }

  /** The task started, or what it was cleared for is not possible any more. */
  void end(TaskId id) {
    standing.remove(id);
  }

  /** Asks every phase in its order, up to a veto. */
  CompletionStage<Asked> ask(Prospect begun) {
    CompletionStage<Asked> asked = CompletableFuture.completedStage(new Asked(begun, null));
    for (Phase phase : ORDER) {
      asked = asked.thenCompose(so -> ask(phase, so));
    }
    return asked.whenComplete((so, failure) -> settle(begun, so));
  }

  private CompletionStage<Asked> ask(Phase phase, Asked so) {
    if (so.veto() != null || !port.wanted().test(phase)) {
      return CompletableFuture.completedStage(so);
    }
    return port.dispatch()
        .apply(input(phase, so.prospect()))
        .thenApply(verdict -> heard(phase, so.prospect(), verdict));
  }

  private static HookInput input(Phase phase, Prospect prospect) {
    var task = HookFacts.task(prospect.task());
    return switch (phase) {
      case PRE_TASK_ML_ANALYSIS ->
          new HookInput.PreTaskMlAnalysis(task, prospect.qualifying().size(), prospect.allowed());
      case PERFORMANCE_PREDICTION ->
          new HookInput.PerformancePrediction(task, HookFacts.proposal(prospect));
      case ERROR_PREDICTION -> new HookInput.ErrorPrediction(task, HookFacts.proposal(prospect));
      case BOTTLENECK_PREVENTION ->
          new HookInput.BottleneckPrevention(task, HookFacts.proposal(prospect));
      case ADAPTIVE_OPTIMIZATION ->
          new HookInput.AdaptiveOptimization(task, HookFacts.proposal(prospect));
      case PRE_TASK_AGENT_ASSIGNMENT ->
          new HookInput.PreTaskAgentAssignment(
              task, prospect.agents().stream().map(agent -> agent.id().toString()).toList());
      default -> throw new IllegalArgumentException(phase + " is no phase of an admission");
    };
  }

  private Asked heard(Phase phase, Prospect prospect, HookVerdict verdict) {
    Prospect narrowed = prospect;
    for (HookAmendment amendment : verdict.amendments()) {
      Integer most = amendment.agentsMax();
      if (phase.caps() && most != null) {
        narrowed = narrowed.atMost(most, reason(amendment, most), policy);
      }
    }
    return new Asked(narrowed, HookFacts.veto(verdict));
  }

  private static String reason(HookAmendment amendment, int most) {
    String why = "plugin " + amendment.plugin() + ": at most " + most;
    String note = amendment.note();
    return note == null || note.isBlank() ? why : why + ", " + note.strip();
  }

  /** A clearance is kept; a veto or a failure leaves nothing. */
  private void settle(Prospect begun, @Nullable Asked asked) {
    TaskId id = begun.task().id();
    Standing of = standing.get(id);
    if (of == null || !of.prospect().equals(begun)) {
      return;
    }
    if (asked == null || asked.veto() != null) {
      standing.remove(id, of);
    } else {
      Instant until = clock.instant().plus(CLEARED);
      standing.replace(id, of, new Standing(asked.prospect(), true, until));
    }
  }
}
