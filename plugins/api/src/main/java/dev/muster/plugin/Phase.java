// SPDX-License-Identifier: Apache-2.0
package dev.muster.plugin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When a plugin is called. The nine of the engine come first, then the eight of the Serena system.
 * Only some may refuse or change what is about to happen; the answer to the others is not waited
 * for.
 */
public enum Phase {
  /** A waiting task is looked at before anything is decided. */
  PRE_TASK_ML_ANALYSIS(HookInput.PreTaskMlAnalysis.class, true, true, false),
  /** Agents were picked and are about to be bound. */
  PRE_TASK_AGENT_ASSIGNMENT(HookInput.PreTaskAgentAssignment.class, true, false, false),
  /** An agent said how far it is. */
  TASK_MONITORING(HookInput.TaskMonitoring.class, false, false, false),
  /** A number of agents is proposed. */
  PERFORMANCE_PREDICTION(HookInput.PerformancePrediction.class, true, true, false),
  /** A number of agents is proposed; last of the four that may narrow it. */
  ADAPTIVE_OPTIMIZATION(HookInput.AdaptiveOptimization.class, true, true, false),
  /** An attempt ended and its outcome is stored. */
  POST_TASK_ML_LEARNING(HookInput.PostTaskMlLearning.class, false, false, false),
  /** The outcome was told to all who learn from it. */
  NEURAL_MEMORY_SYNC(HookInput.NeuralMemorySync.class, false, false, false),
  /** A number of agents is proposed. */
  ERROR_PREDICTION(HookInput.ErrorPrediction.class, true, true, false),
  /** A number of agents is proposed. */
  BOTTLENECK_PREVENTION(HookInput.BottleneckPrevention.class, true, true, false),
  /** A person's prompt opens or continues the task of a session. */
  PRE_TASK(HookInput.PreTask.class, true, false, true),
  /** A task ended for good. */
  POST_TASK(HookInput.PostTask.class, false, false, false),
  /** A session is about to edit a file. */
  PRE_EDIT(HookInput.PreEdit.class, true, false, true),
  /** A session edited a file. */
  POST_EDIT(HookInput.PostEdit.class, false, false, false),
  /** A session ended: what it learned may be kept. */
  MEMORY_SYNC(HookInput.MemorySync.class, false, false, false),
  /** Once a minute, figures of the host. */
  PERFORMANCE_MONITOR(HookInput.PerformanceMonitor.class, false, false, false),
  /** An attempt failed or its agent fell silent. */
  ERROR_RECOVERY(HookInput.ErrorRecovery.class, false, false, false),
  /** Two agents want the same files. */
  AGENT_COORDINATE(HookInput.AgentCoordinate.class, false, false, false);

  private static final Map<Class<?>, Phase> BY_INPUT =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(Phase::input, phase -> phase));

  private final Class<? extends HookInput> input;
  private final boolean vetoes;
  private final boolean caps;
  private final boolean notes;

  Phase(Class<? extends HookInput> input, boolean vetoes, boolean caps, boolean notes) {
    this.input = input;
    this.vetoes = vetoes;
    this.caps = caps;
    this.notes = notes;
  }

  /** The record of what is told. */
  public Class<? extends HookInput> input() {
    return input;
  }

  /**
   * Whether a {@link HookResult.Veto} stops what is about to happen, which waits for the answer.
   */
  public boolean vetoes() {
    return vetoes;
  }

  /** Whether {@link HookResult.Amend#agentsMax()} lowers the number of agents. */
  public boolean caps() {
    return caps;
  }

  /** Whether {@link HookResult.Amend#note()} is told to the agent. */
  public boolean notes() {
    return notes;
  }

  /** As it stands in JSON and in {@code plugin.yaml}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The phase of that name; refuses others. */
  public static Phase of(String name) {
    for (Phase phase : values()) {
      if (phase.toString().equals(name)) {
        return phase;
      }
    }
    throw new IllegalArgumentException("expected one of " + List.of(values()) + ", found " + name);
  }

  static Phase of(HookInput input) {
    return Objects.requireNonNull(BY_INPUT.get(input.getClass()));
  }
}
