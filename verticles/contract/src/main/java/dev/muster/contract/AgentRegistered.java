package dev.muster.contract;

/** The agent's id, how often to say that it lives and how long a slot's lease is, in seconds. */
public record AgentRegistered(AgentId id, String name, int heartbeatS, int leaseS)
    implements Reply {}
