package dev.muster.contract;

import java.util.Locale;

/** Whether an agent can take a slot; offline = no heartbeat in time. */
public enum AgentState {
  FREE,
  BUSY,
  OFFLINE;

  /** As it stands in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
