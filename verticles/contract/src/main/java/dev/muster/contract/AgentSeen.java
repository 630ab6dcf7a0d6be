package dev.muster.contract;

/** The heartbeat counted. */
public record AgentSeen(AgentId id, AgentState state) implements Reply {}
