package dev.muster.contract;

/**
 * What is expected of n agents, all without unit: {@code success} in [0,1]; {@code speedup} and
 * {@code tokensFactor} against one agent; {@code conflicts} per task; {@code utility} in values of
 * the task.
 */
public record CurvePoint(
    int n, double success, double speedup, double tokensFactor, double conflicts, double utility) {}
