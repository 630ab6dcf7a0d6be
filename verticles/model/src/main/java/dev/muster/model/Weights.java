package dev.muster.model;

/**
 * What costs are worth, in values of a task (LEARNING 1.1): applied to what is expected, so that
 * they can change without a new model.
 *
 * @param minute per minute from start to end
 * @param tokens per million
 * @param conflict per conflict, of each task's own value
 * @param agentMinute per agent and minute, with idle agents
 * @param agentMinuteScarce more per agent and minute when none is free
 */
public record Weights(
    double minute, double tokens, double conflict, double agentMinute, double agentMinuteScarce) {
  private static final double SHIFT = 2;
  private static final double SCALE = 3;

  /**
   * The reward of what is expected of n agents, in [0,1].
   *
   * @param expected success, minutes, millions of tokens, conflicts, as {@link Surface#expect}
   *     writes them
   * @param value of the task; 1 is a task of usual size
   * @param free share of the agents that are free, in [0,1]
   */
  public double reward(double[] expected, int n, double value, double free) {
    return reward(expected, 0, n, value, free);
  }

  /** As {@link #reward}, of what is expected from index {@code at} on. */
  public double reward(double[] expected, int at, int n, double value, double free) {
    double price = agentMinute + agentMinuteScarce * (1 - free);
    double minutes = expected[at + 1];
    double costs = minute * minutes + tokens * expected[at + 2] + price * n * minutes;
    double utility = expected[at] - costs / value - conflict * expected[at + 3];
    return Math.clamp((utility + SHIFT) / SCALE, 0, 1);
  }

  /** A reward in values of the task, in [-2,1]: what was clamped stays so. */
  public static double utility(double reward) {
    return reward * SCALE - SHIFT;
  }
}
