package dev.muster.contract;

import java.util.Map;

/** How many rows of each kind were removed. */
public record RepoForgotten(Map<String, Long> removed) implements Reply {
  public RepoForgotten {
    removed = Map.copyOf(removed);
  }
}
