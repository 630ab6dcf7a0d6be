package dev.muster.coordination;

/** Hears how long decisions take, on any thread. */
public interface DecisionTimes {
  /**
   * So many tasks were decided in a commit that was done {@code nanos} after the host began to look
   * for tasks that can start; none when there were none after all.
   */
  void decided(int tasks, long nanos);
}
