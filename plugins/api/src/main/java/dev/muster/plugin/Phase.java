// SPDX-License-Identifier: Apache-2.0
package dev.muster.plugin;

import java.util.List;
import java.util.Locale;

/**
 * When a plugin is called. The nine of the engine come first, then the eight of the Serena system.
 * Only some may refuse or change what is about to happen; the answer to the others is not waited
 * for.
 */
public enum Phase {
  /** A waiting task is looked at before anything is decided. */
  PRE_TASK_ML_ANALYSIS(true, true, false),
  /** Agents were picked and are about to be bound. */
  PRE_TASK_AGENT_ASSIGNMENT(true, false, false),
  /** An agent said how far it is. */
  TASK_MONITORING(false, false, false),
  /** A number of agents is proposed. */
  PERFORMANCE_PREDICTION(true, true, false),
  /** A number of agents is proposed; last of the four that may narrow it. */
  ADAPTIVE_OPTIMIZATION(true, true, false),
  /** An attempt ended and its outcome is stored. */
  POST_TASK_ML_LEARNING(false, false, false),
  /** The outcome was told to all who learn from it. */
  NEURAL_MEMORY_SYNC(false, false, false),
  /** A number of agents is proposed. */
  ERROR_PREDICTION(true, true, false),
  /** A number of agents is proposed. */
  BOTTLENECK_PREVENTION(true, true, false),
  /** A person's prompt opens or continues the task of a session. */
  PRE_TASK(true, false, true),
  /** A task ended for good. */
  POST_TASK(false, false, false),
  /** A session is about to edit a file. */
  PRE_EDIT(true, false, true),
  /** A session edited a file. */
  POST_EDIT(false, false, false),
  /** A session ended: what it learned may be kept. */
  MEMORY_SYNC(false, false, false),
  /** Once a minute, figures of the host. */
  PERFORMANCE_MONITOR(false, false, false),
  /** An attempt failed or its agent fell silent. */
  ERROR_RECOVERY(false, false, false),
  /** Two agents want the same files. */
  AGENT_COORDINATE(false, false, false);

  private final boolean vetoes;
  private final boolean caps;
  private final boolean notes;

  Phase(boolean vetoes, boolean caps, boolean notes) {
    this.vetoes = vetoes;
    this.caps = caps;
    this.notes = notes;
  }

  /** Whether a {@link HookResult.Veto} stops what is about to happen. */
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

  /** Whether what is about to happen waits for the answer. */
  public boolean blocking() {
    return vetoes;
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
}
