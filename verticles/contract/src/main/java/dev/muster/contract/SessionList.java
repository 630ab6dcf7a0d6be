package dev.muster.contract;

import java.util.List;

/** Open sessions, the one heard of last first. */
public record SessionList(List<Session> sessions) implements Reply {
  public SessionList {
    sessions = List.copyOf(sessions);
  }
}
