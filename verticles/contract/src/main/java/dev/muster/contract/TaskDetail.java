package dev.muster.contract;

import java.util.List;

/** One task with its attempts and decisions, oldest first. */
public record TaskDetail(Task task, List<Attempt> attempts, List<Decision> decisions)
    implements Reply {
  public TaskDetail {
    attempts = List.copyOf(attempts);
    decisions = List.copyOf(decisions);
  }
}
