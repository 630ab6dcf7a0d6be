package dev.muster.contract;

/** Ask for all model cards and how learning stands. */
public record DescribeModels() implements Request {}
