package dev.muster.learning;

/** Who learns, {@code holder}, and for which swarm. */
public record Seat(String swarm, String holder) {}
