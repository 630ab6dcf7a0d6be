package dev.muster.contract;

/** Ask for all plugins. */
public record ListPlugins() implements Request {}
