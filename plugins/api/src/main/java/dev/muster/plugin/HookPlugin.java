// SPDX-License-Identifier: Apache-2.0
package dev.muster.plugin;

/**
 * A plugin that runs inside the host. The class named in {@code META-INF/muster/plugin.yaml} has a
 * public constructor without arguments. It is asked only for the phases that its manifest lists,
 * from several threads at a time, each call within its deadline; a call that is interrupted
 * returns.
 */
public interface HookPlugin {

  /** Called once before any phase; what is thrown keeps the plugin from starting. */
  default void start(PluginContext context) throws Exception {}

  /** Asked in a phase that has no method of its own in this class. */
  default HookResult anyPhase(HookInput input) throws Exception {
    return HookResult.proceed();
  }

  /** See {@link Phase#PRE_TASK_ML_ANALYSIS}. */
  default HookResult preTaskMlAnalysis(HookInput.PreTaskMlAnalysis input) throws Exception {
    return anyPhase(input);
  }

  /** See {@link Phase#PRE_TASK_AGENT_ASSIGNMENT}. */
  default HookResult preTaskAgentAssignment(HookInput.PreTaskAgentAssignment input)
      throws Exception {
    return anyPhase(input);
  }

  /** See {@link Phase#TASK_MONITORING}. */
  default HookResult taskMonitoring(HookInput.TaskMonitoring input) throws Exception {
    return anyPhase(input);
  }

  /** See {@link Phase#PERFORMANCE_PREDICTION}. */
  default HookResult performancePrediction(HookInput.PerformancePrediction input) throws Exception {
    return anyPhase(input);
  }

  /** See {@link Phase#ADAPTIVE_OPTIMIZATION}. */
  default HookResult adaptiveOptimization(HookInput.AdaptiveOptimization input) throws Exception {
    return anyPhase(input);
  }

  /** See {@link Phase#POST_TASK_ML_LEARNING}. */
  default HookResult postTaskMlLearning(HookInput.PostTaskMlLearning input) throws Exception {
    return anyPhase(input);
  }

  /** See {@link Phase#NEURAL_MEMORY_SYNC}. */
  default HookResult neuralMemorySync(HookInput.NeuralMemorySync input) throws Exception {
    return anyPhase(input);
  }

  /** See {@link Phase#ERROR_PREDICTION}. */
  default HookResult errorPrediction(HookInput.ErrorPrediction input) throws Exception {
    return anyPhase(input);
  }

  /** See {@link Phase#BOTTLENECK_PREVENTION}. */
  default HookResult bottleneckPrevention(HookInput.BottleneckPrevention input) throws Exception {
    return anyPhase(input);
  }

  /** See {@link Phase#PRE_TASK}. */
  default HookResult preTask(HookInput.PreTask input) throws Exception {
    return anyPhase(input);
  }

  /** See {@link Phase#POST_TASK}. */
  default HookResult postTask(HookInput.PostTask input) throws Exception {
    return anyPhase(input);
  }

  /** See {@link Phase#PRE_EDIT}. */
  default HookResult preEdit(HookInput.PreEdit input) throws Exception {
    return anyPhase(input);
  }

  /** See {@link Phase#POST_EDIT}. */
  default HookResult postEdit(HookInput.PostEdit input) throws Exception {
    return anyPhase(input);
  }

  /** See {@link Phase#MEMORY_SYNC}. */
  default HookResult memorySync(HookInput.MemorySync input) throws Exception {
    return anyPhase(input);
  }

  /** See {@link Phase#PERFORMANCE_MONITOR}. */
  default HookResult performanceMonitor(HookInput.PerformanceMonitor input) throws Exception {
    return anyPhase(input);
  }

  /** See {@link Phase#ERROR_RECOVERY}. */
  default HookResult errorRecovery(HookInput.ErrorRecovery input) throws Exception {
    return anyPhase(input);
  }

  /** See {@link Phase#AGENT_COORDINATE}. */
  default HookResult agentCoordinate(HookInput.AgentCoordinate input) throws Exception {
    return anyPhase(input);
  }

  /**
   * Told, not asked, after any plugin stopped something: nobody waits for it and nothing comes of
   * it. Only with {@code hears_vetoes: true} in the manifest, in whatever phase, its own vetoes
   * among them.
   */
  default void vetoSeen(VetoSeen seen) throws Exception {}

  /** Called once after the last call ended: threads, files and timers end here. */
  default void close() throws Exception {}

  /** Calls the method of the input's phase. */
  static HookResult call(HookPlugin plugin, HookInput input) throws Exception {
    return switch (input) {
      case HookInput.PreTaskMlAnalysis it -> plugin.preTaskMlAnalysis(it);
      case HookInput.PreTaskAgentAssignment it -> plugin.preTaskAgentAssignment(it);
      case HookInput.TaskMonitoring it -> plugin.taskMonitoring(it);
      case HookInput.PerformancePrediction it -> plugin.performancePrediction(it);
      case HookInput.AdaptiveOptimization it -> plugin.adaptiveOptimization(it);
      case HookInput.PostTaskMlLearning it -> plugin.postTaskMlLearning(it);
      case HookInput.NeuralMemorySync it -> plugin.neuralMemorySync(it);
      case HookInput.ErrorPrediction it -> plugin.errorPrediction(it);
      case HookInput.BottleneckPrevention it -> plugin.bottleneckPrevention(it);
      case HookInput.PreTask it -> plugin.preTask(it);
      case HookInput.PostTask it -> plugin.postTask(it);
      case HookInput.PreEdit it -> plugin.preEdit(it);
      case HookInput.PostEdit it -> plugin.postEdit(it);
      case HookInput.MemorySync it -> plugin.memorySync(it);
      case HookInput.PerformanceMonitor it -> plugin.performanceMonitor(it);
      case HookInput.ErrorRecovery it -> plugin.errorRecovery(it);
      case HookInput.AgentCoordinate it -> plugin.agentCoordinate(it);
    };
  }
}
