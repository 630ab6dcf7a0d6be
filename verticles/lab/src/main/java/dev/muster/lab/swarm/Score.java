package dev.muster.lab.swarm;

/**
 * How well a policy chose, over the tasks of an {@link Oracle}.
 *
 * @param closedGap share of the way from the best constant n to the best n of each task; negative
 *     when worse than the constant
 * @param within5 share of tasks where at most 5 % of the range between best and worst is lost:
 *     coordination accuracy
 * @param within10 the same for 10 %
 * @param withinOneBand share of tasks at most one class beside the best
 * @param sameBand share of tasks in the best class
 */
public record Score(
    double closedGap, double within5, double within10, double withinOneBand, double sameBand) {}
