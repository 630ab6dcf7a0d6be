package dev.muster.contract;

/** Ask for the live figures. */
public record DescribeFigures() implements Request {}
