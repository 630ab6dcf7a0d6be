package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * What is expected of n agents, without unit where none is named: {@code success} in [0,1]; {@code
 * speedup} and {@code tokensFactor} against one agent; {@code conflicts} per task; {@code utility}
 * in values of the task; {@code minutes} from start to end, null of a curve that knows none.
 */
public record CurvePoint(
    int n,
    double success,
    double speedup,
    double tokensFactor,
    double conflicts,
    double utility,
    @Nullable Span minutes) {}
