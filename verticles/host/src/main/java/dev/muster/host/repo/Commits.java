package dev.muster.host.repo;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Commits that were made in a worktree: the newest, null when there were none, and their files. */
public record Commits(@Nullable String newest, Set<String> files) {
  static final Commits NONE = new Commits(null, Set.of());

  public Commits {
    files = Set.copyOf(files);
  }
}
