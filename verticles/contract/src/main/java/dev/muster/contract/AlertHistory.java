package dev.muster.contract;

import java.util.List;

/** Changes of alerts, newest first. */
public record AlertHistory(List<AlertChange> changes) implements Reply {
  public AlertHistory {
    changes = List.copyOf(changes);
  }
}
