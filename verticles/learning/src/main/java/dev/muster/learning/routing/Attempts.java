package dev.muster.learning.routing;

/**
 * What agents made of tasks: one row for each task, one column for each agent.
 *
 * @param resolved whether its work was right
 * @param accepted whether a check took its work for right, so that nobody else is asked
 * @param cost what it cost, in any one unit
 */
@SuppressWarnings("ArrayRecordComponent") // matrices, read in inner loops
public record Attempts(boolean[][] resolved, boolean[][] accepted, double[][] cost) {
  public Attempts {
    if (resolved.length != accepted.length || resolved.length != cost.length) {
      throw new IllegalArgumentException(
          "%d, %d and %d tasks".formatted(resolved.length, accepted.length, cost.length));
    }
  }

  int tasks() {
    return resolved.length;
  }

  int agents() {
    return resolved.length == 0 ? 0 : resolved[0].length;
  }
}
