package dev.muster.contract;

/** A number of agents that was not allowed, and why. */
public record Masked(int n, String reason) {}
