package dev.muster.contract;

/** Ask for the mode that holds. */
public record GetMode() implements Request {}
