package dev.muster.contract;

/**
 * A band of n, the number of agents of an attempt, with what it tells them about their topology.
 */
public enum CoordinationClass {
  CRITICAL("single agent"),
  SUBOPTIMAL("sequential"),
  MODERATE("hierarchical"),
  EFFICIENT("hierarchical"),
  OPTIMAL("mesh-hybrid");

  /** The largest n there is. */
  public static final int AGENTS_MAX = 8;

  private final String topology;

  CoordinationClass(String topology) {
    this.topology = topology;
  }

  /** How the agents of such an attempt are told to work together. */
  public String topology() {
    return topology;
  }

  /** The class of {@code agents} in 1..8: 1, 2, 3, 4-5 and 6-8. */
  public static CoordinationClass band(int agents) {
    return switch (agents) {
      case 1 -> CRITICAL;
      case 2 -> SUBOPTIMAL;
      case 3 -> MODERATE;
      case 4, 5 -> EFFICIENT;
      case 6, 7, 8 -> OPTIMAL;
      default -> throw new IllegalArgumentException("agents must be 1..8, was " + agents);
    };
  }
}
