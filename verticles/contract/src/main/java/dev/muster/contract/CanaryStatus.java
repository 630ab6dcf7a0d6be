package dev.muster.contract;

import java.time.Instant;
import java.util.List;

/**
 * How a challenger stands against the champion.
 *
 * @param number the how many-th canary since a champion held for long, from 1
 * @param disagreements on how many closed tasks they differed
 * @param evidence the value of the test; promoted at {@code needed}
 */
public record CanaryStatus(
    String champion,
    String challenger,
    int number,
    int disagreements,
    double evidence,
    double needed,
    List<Guard> guards,
    Instant since) {
  public CanaryStatus {
    guards = List.copyOf(guards);
  }

  /** A test against harm, which ends the canary at {@code needed}. */
  public record Guard(String name, double evidence, double needed) {}
}
