package dev.muster.lab.swarm;

/**
 * What came of a task with {@code n} agents: raw components, as the product stores them.
 *
 * @param minutes from start to end
 * @param tokens millions, all agents together
 * @param memory GB and minutes, all agents together
 */
public record Outcome(
    int n, boolean success, double minutes, double tokens, int conflicts, double memory) {

  double agentMinutes() {
    return n * minutes;
  }
}
