package dev.muster.lab.swarm;

import dev.muster.contract.CoordinationClass;

/**
 * What an outcome is worth: LEARNING 1.1. It does not call the formula that models are asked with:
 * a judge must not change with those it judges.
 */
public final class Reward {
  private static final double SHIFT = 2;
  private static final double SCALE = 3;

  private final Parameters parameters;

  public Reward(Parameters parameters) {
    this.parameters = parameters;
  }

  /** In [0,1]; few free agents make their time dear. */
  public double of(LatentTask task, Outcome outcome) {
    double free = (double) task.free() / CoordinationClass.AGENTS_MAX;
    return of(task, outcome, outcome.agentMinutes(), free);
  }

  /** The same where agents worked for another time than the task took, and none was dear. */
  double of(LatentTask task, Outcome outcome, double agentMinutes) {
    return of(task, outcome, agentMinutes, 1);
  }

  /** The same where another share of the agents is free. */
  double of(LatentTask task, Outcome outcome, double agentMinutes, double free) {
    double scarce = 1 - free;
    double agentMinute =
        parameters.of(Parameter.COST_AGENT) + parameters.of(Parameter.COST_AGENT_SCARCE) * scarce;
    double costs =
        parameters.of(Parameter.COST_MINUTE) * outcome.minutes()
            + parameters.of(Parameter.COST_TOKENS) * outcome.tokens()
            + parameters.of(Parameter.COST_MEMORY) * outcome.memory()
            + agentMinute * agentMinutes;
    double utility =
        (outcome.success() ? 1 : 0)
            - costs / task.value()
            - parameters.of(Parameter.COST_CONFLICT) * outcome.conflicts();
    return Math.clamp((utility + SHIFT) / SCALE, 0, 1);
  }
}
