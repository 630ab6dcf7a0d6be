package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * What a model promised of the n that was chosen, fixed before the outcome.
 *
 * @param success how likely it succeeds, in [0,1]
 * @param minutes bounds of 90 % from start to end
 * @param tokens bounds of 90 %, in millions; null when the model never saw tokens
 * @param kept how likely it succeeds without a conflict within all these bounds, in [0,1]
 * @param grade the likeliest grade of the outcome
 * @param typicalMinutes the median of the task type at that time, which grades are measured by;
 *     null when none was known
 */
public record Promise(
    double success,
    Span minutes,
    @Nullable Span tokens,
    double kept,
    Grade grade,
    @Nullable Double typicalMinutes) {}
