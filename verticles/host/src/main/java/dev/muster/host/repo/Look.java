package dev.muster.host.repo;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A worktree at one moment: the commit, the branch if any, and each path that differs from it or is
 * not tracked, by relative path. {@code head} is empty before the first commit.
 */
public record Look(String head, @Nullable String branch, Map<String, Stamp> dirty) {
  public Look {
    dirty = Map.copyOf(dirty);
  }
}
