package dev.muster.model;

/** What is predicted of a task with n agents, each by a surface of its own. */
public enum Measure {
  /** 1 when it succeeded, 0 when not; predicted in [0,1]. */
  SUCCESS,
  /** Natural logarithm of the minutes from start to end. */
  LOG_MINUTES,
  /** Natural logarithm of the tokens of all agents, in millions. */
  LOG_TOKENS,
  /** How many conflicts. */
  CONFLICTS
}
