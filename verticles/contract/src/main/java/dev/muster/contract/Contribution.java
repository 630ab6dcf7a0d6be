package dev.muster.contract;

/** How far one known feature moved the chosen n's lead over the next best, in utility. */
public record Contribution(FeatureName feature, double effect) {}
