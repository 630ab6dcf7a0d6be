package dev.muster.contract;

/**
 * How a champion stands against who served before it.
 *
 * @param predecessor the id of its card, or {@code heuristic-1}
 * @param tasks decided under the champion and closed
 * @param needed after so many it stays
 */
public record ProbationStatus(String predecessor, int tasks, int needed) {}
