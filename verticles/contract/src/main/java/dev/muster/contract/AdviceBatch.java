package dev.muster.contract;

import java.util.List;

/** The best n of each question, in their order, without exploration. */
public record AdviceBatch(String model, Provenance provenance, List<Best> advice) implements Reply {
  public AdviceBatch {
    advice = List.copyOf(advice);
  }

  /**
   * One answer.
   *
   * @param utility in values of the task
   */
  public record Best(int agents, CoordinationClass coordinationClass, double utility) {}
}
