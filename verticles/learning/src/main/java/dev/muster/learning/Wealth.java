package dev.muster.learning;

/**
 * What bets have won so far: the natural logarithms of what has become of 1 at a low, a middle and
 * a high stake. 0 before the first bet.
 */
public record Wealth(double low, double middle, double high) {}
