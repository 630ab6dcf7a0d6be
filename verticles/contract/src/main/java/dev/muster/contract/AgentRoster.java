package dev.muster.contract;

import java.util.List;

/** All agents, by name. */
public record AgentRoster(List<Agent> agents) implements Reply {
  public AgentRoster {
    agents = List.copyOf(agents);
  }
}
