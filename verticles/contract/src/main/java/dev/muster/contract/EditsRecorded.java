package dev.muster.contract;

/** How many files were noted, and how many of them without a lease. */
public record EditsRecorded(int files, int unleased) implements Reply {}
