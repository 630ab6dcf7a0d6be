package dev.muster.coordination.lease;

import java.time.Duration;

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
 */
public record LeaseLimits(
    Duration idleTtl,
    Duration restingTtl,
    Duration holdMax,
    boolean denyOtherWorktrees,
    int leasesMax,
    int perHolderMax,
    Duration waitEdge) {

  /** What holds when the configuration says nothing. */
  public static LeaseLimits defaults() {
    return new LeaseLimits(
        Duration.ofMinutes(10),
        Duration.ofMinutes(2),
        Duration.ofHours(1),
        false,
        100_000,
        2_000,
        Duration.ofMinutes(5));
  }
}
