package dev.muster.contract;

/** Take the slot that is bound to an agent, if there is one; never waits on the bus. */
public record ClaimSlot(AgentId agent) implements Request {
  public ClaimSlot {
    agent = Message.required("agent", agent);
  }
}
