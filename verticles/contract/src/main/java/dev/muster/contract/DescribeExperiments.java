package dev.muster.contract;

/** Ask for all experiments, the finished ones too. */
public record DescribeExperiments() implements Request {}
