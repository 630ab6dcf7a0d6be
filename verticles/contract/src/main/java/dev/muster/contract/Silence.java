package dev.muster.contract;

import java.time.Instant;
import java.util.List;

/**
 * A time in which nobody is told of the alerts that all its matchers match.
 *
 * @param endsAt when it ends or was ended
 */
public record Silence(
    SilenceId id,
    List<LabelMatcher> matchers,
    Instant startsAt,
    Instant endsAt,
    String createdBy,
    String comment) {
  public Silence {
    matchers = List.copyOf(matchers);
  }

  /** Whether it holds at an instant. */
  public boolean active(Instant at) {
    return !at.isBefore(startsAt) && at.isBefore(endsAt);
  }
}
