package dev.muster.contract;

/** Ask for all agents. */
public record ListAgents() implements Request {}
