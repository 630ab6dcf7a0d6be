package dev.muster.contract;

/** What would be decided now. */
public record Advice(Decision decision) implements Reply {}
