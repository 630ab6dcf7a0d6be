package dev.muster.coordination;

import java.time.Duration;

/**
 * Every limit of the coordination, named as in {@code conf/muster.yaml}.
 *
 * @param lease how long a claimed slot is kept without a renewal
 * @param claimWithin how long a bound slot waits to be claimed
 * @param heartbeat how often an agent says that it lives
 * @param silentAfter when an agent that says nothing is offline
 * @param pinWait how long a pinned task holds others back while it waits for its agents
 * @param backoff how long a task waits after its first conflict; it doubles, up to a minute, and
 *     jitter adds up to half of it
 * @param scanMax how many waiting tasks one admission looks at
 * @param waitingMax how many tasks may wait before submissions are refused
 * @param textMax characters of a task's text
 * @param vetoRetry how long a task that a plugin refused waits until plugins are asked again
 * @param memoryPerAgent bytes an agent is taken to need until some were measured
 * @param memoryReserve bytes of the machine that no agent gets
 * @param agentsMax of one task, 1..8
 */
public record Limits(
    Duration lease,
    Duration claimWithin,
    Duration heartbeat,
    Duration silentAfter,
    Duration pinWait,
    Duration backoff,
    int scanMax,
    long waitingMax,
    int textMax,
    Duration vetoRetry,
    long memoryPerAgent,
    long memoryReserve,
    int agentsMax) {

  private static final Duration BACKOFF_MAX = Duration.ofMinutes(1);

  /** More would overflow; a millisecond doubled so often is longer than a minute. */
  private static final int BACKOFF_DOUBLINGS_MAX = 16;

  /** How long to wait after the {@code count}-th ending of a kind, without jitter. */
  Duration backoff(long count) {
    int doublings = (int) Math.min(BACKOFF_DOUBLINGS_MAX, Math.max(0, count - 1));
    Duration doubled = backoff.multipliedBy(1L << doublings);
    return doubled.compareTo(BACKOFF_MAX) < 0 ? doubled : BACKOFF_MAX;
  }
}
