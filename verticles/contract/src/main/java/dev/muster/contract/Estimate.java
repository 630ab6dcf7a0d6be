package dev.muster.contract;

/** A first idea of a task at its submission; nothing is decided by it. */
public record Estimate(
    int agents, CoordinationClass coordinationClass, double success, Provenance provenance) {}
