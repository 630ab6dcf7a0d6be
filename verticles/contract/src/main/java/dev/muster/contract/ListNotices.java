package dev.muster.contract;

/** Ask for the notices that nobody reviewed yet. */
public record ListNotices() implements Request {}
