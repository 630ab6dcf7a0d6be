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
    double price = agentMinute + agentMinuteScarce * (1 - free);
    double costs = minute * expected[1] + tokens * expected[2] + price * n * expected[1];
    double utility = expected[0] - costs / value - conflict * expected[3];
    return Math.clamp((utility + SHIFT) / SCALE, 0, 1);
  }
}
