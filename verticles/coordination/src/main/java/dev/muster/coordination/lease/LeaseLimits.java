package dev.muster.coordination.lease;

import java.time.Duration;
import java.util.List;

/**
 * Every limit of the leases on files, named as in {@code conf/muster.yaml}.
 *
 * @param idleTtl how long a lease goes on after its grant and after each edit
 * @param restingTtl how long it goes on when its session stopped answering
 * @param holdMax how long a lease may be held whatever happens
 * @param denyOtherWorktrees whether a lease in another worktree of the repository denies, too
 * @param leasesMax how many leases there may be at once
 * @param perHolderMax how many one holder may have at once
 * @param waitEdge how long somebody who was denied counts as waiting
 * @param hubFiles globs of files that many tasks share, which only warn; without a slash they are
 *     of the file's name
 */
public record LeaseLimits(
    Duration idleTtl,
    Duration restingTtl,
    Duration holdMax,
    boolean denyOtherWorktrees,
    int leasesMax,
    int perHolderMax,
    Duration waitEdge,
    List<String> hubFiles) {

  private static final List<String> HUB_FILES =
      List.of(
          "package.json",
          "package-lock.json",
          "yarn.lock",
          "pnpm-lock.yaml",
          "Cargo.toml",
          "Cargo.lock",
          "go.mod",
          "go.sum",
          "pyproject.toml",
          "poetry.lock",
          "uv.lock",
          "requirements*.txt",
          "Gemfile",
          "Gemfile.lock",
          "composer.json",
          "composer.lock",
          "pom.xml",
          "build.gradle*",
          "settings.gradle*",
          "CHANGELOG*");

  public LeaseLimits {
    hubFiles = List.copyOf(hubFiles);
  }

  /** What holds when the configuration says nothing. */
  public static LeaseLimits defaults() {
    return new LeaseLimits(
        Duration.ofMinutes(10),
        Duration.ofMinutes(2),
        Duration.ofHours(1),
        false,
        100_000,
        2_000,
        Duration.ofMinutes(5),
        HUB_FILES);
  }
}
