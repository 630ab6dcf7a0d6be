package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * How a figure changes within a window, by a line through its outcomes.
 *
 * @param slope in units of the figure for each hour; null when it is unknown
 * @param low lower bound of 95 %
 * @param high upper bound of 95 %
 * @param count outcomes within the window
 */
public record Trend(
    String name,
    @Nullable Double slope,
    @Nullable Double low,
    @Nullable Double high,
    String unit,
    long count,
    int windowMinutes) {}
