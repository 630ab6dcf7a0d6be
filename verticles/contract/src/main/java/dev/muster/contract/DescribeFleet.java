package dev.muster.contract;

/** Ask for the whole picture of now. */
public record DescribeFleet() implements Request {}
