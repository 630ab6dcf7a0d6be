// SPDX-License-Identifier: Apache-2.0
package dev.muster.plugin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a plugin is told, one record for each {@link Phase}; immutable. */
public sealed interface HookInput {

  /** When it is said. */
  default Phase phase() {
    return Phase.of(this);
  }

  /** The task that it is about; null where it is about none. */
  default @Nullable TaskFacts task() {
    return null;
  }

  /**
   * {@link Phase#PRE_TASK_ML_ANALYSIS}: how many agents are free, and which numbers of them may be
   * chosen.
   */
  record PreTaskMlAnalysis(TaskFacts task, int freeAgents, List<Integer> allowed)
      implements HookInput {
    public PreTaskMlAnalysis {
      allowed = List.copyOf(allowed);
    }
  }

  /** {@link Phase#PRE_TASK_AGENT_ASSIGNMENT}: the ids of the agents, the leading one first. */
  record PreTaskAgentAssignment(TaskFacts task, List<String> agents) implements HookInput {
    public PreTaskAgentAssignment {
      agents = List.copyOf(agents);
    }
  }

  /** {@link Phase#TASK_MONITORING}: what the agent of a slot said. */
  record TaskMonitoring(
      TaskFacts task, String attemptId, int slot, String agentId, @Nullable String message)
      implements HookInput {}

  /** {@link Phase#PERFORMANCE_PREDICTION}. */
  record PerformancePrediction(TaskFacts task, Proposal proposal) implements HookInput {}

  /** {@link Phase#ADAPTIVE_OPTIMIZATION}. */
  record AdaptiveOptimization(TaskFacts task, Proposal proposal) implements HookInput {}

  /** {@link Phase#POST_TASK_ML_LEARNING}. */
  record PostTaskMlLearning(TaskFacts task, OutcomeFacts outcome) implements HookInput {}

  /** {@link Phase#NEURAL_MEMORY_SYNC}. */
  record NeuralMemorySync(TaskFacts task, OutcomeFacts outcome) implements HookInput {}

  /** {@link Phase#ERROR_PREDICTION}. */
  record ErrorPrediction(TaskFacts task, Proposal proposal) implements HookInput {}

  /** {@link Phase#BOTTLENECK_PREVENTION}. */
  record BottleneckPrevention(TaskFacts task, Proposal proposal) implements HookInput {}

  /** {@link Phase#PRE_TASK}: the session of a coding agent whose prompt it is. */
  record PreTask(TaskFacts task, String session) implements HookInput {}

  /** {@link Phase#POST_TASK}. */
  record PostTask(TaskFacts task, OutcomeFacts outcome) implements HookInput {}

  /** {@link Phase#PRE_EDIT}. */
  record PreEdit(EditFacts edit) implements HookInput {}

  /** {@link Phase#POST_EDIT}. */
  record PostEdit(EditFacts edit) implements HookInput {}

  /** {@link Phase#MEMORY_SYNC}: the session that ended and where it worked. */
  record MemorySync(String session, @Nullable String repo) implements HookInput {}

  /** {@link Phase#PERFORMANCE_MONITOR}: what was measured, by name; what is unknown is absent. */
  record PerformanceMonitor(Map<String, Double> figures) implements HookInput {
    public PerformanceMonitor {
      figures = Map.copyOf(figures);
    }
  }

  /** {@link Phase#ERROR_RECOVERY}. */
  record ErrorRecovery(TaskFacts task, OutcomeFacts outcome) implements HookInput {}

  /** {@link Phase#AGENT_COORDINATE}: who asked for files of a repository, and who has them. */
  record AgentCoordinate(String repo, List<String> paths, String asker, String holder)
      implements HookInput {
    public AgentCoordinate {
      paths = List.copyOf(paths);
    }
  }
}
