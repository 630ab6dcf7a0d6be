package dev.muster.contract;

/** Ask how the components of the host are. */
public record DescribeHealth() implements Request {}
