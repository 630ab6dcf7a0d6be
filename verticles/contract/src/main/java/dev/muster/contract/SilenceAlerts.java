package dev.muster.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Order a silence.
 *
 * @param startsAt now by default
 */
public record SilenceAlerts(
    List<LabelMatcher> matchers,
    @Nullable Instant startsAt,
    Instant endsAt,
    String createdBy,
    String comment)
    implements Request {
  private static final int MATCHERS_MAX = 20;
  private static final int TEXT_MAX = 500;

  /** Whoever wants to hear of nothing for longer changes the rules. */
  private static final Duration LONGEST = Duration.ofDays(366);

  public SilenceAlerts {
    matchers = List.copyOf(Message.required("matchers", matchers));
    if (matchers.isEmpty() || matchers.size() > MATCHERS_MAX) {
      throw new IllegalArgumentException(
          "matchers must be 1.." + MATCHERS_MAX + ", were " + matchers.size());
    }
    endsAt = Message.required("ends_at", endsAt);
    createdBy = text("created_by", createdBy);
    comment = text("comment", comment);
  }

  /** The silence that it orders at {@code now}; refused when it would be over or never end. */
  public Silence at(Instant now, SilenceId id) {
    Instant from = startsAt == null ? now : startsAt;
    if (!endsAt.isAfter(from) || !endsAt.isAfter(now)) {
      throw new IllegalArgumentException(
          "ends_at must be after starts_at and now, " + now + ", was " + endsAt);
    }
    if (endsAt.isAfter(now.plus(LONGEST))) {
      throw new IllegalArgumentException(
          "ends_at must be within " + LONGEST.toDays() + " days, was " + endsAt);
    }
    return new Silence(id, matchers, from, endsAt, createdBy, comment);
  }

  private static String text(String field, @Nullable String value) {
    String found = value == null ? "" : value.strip();
    if (found.isEmpty() || found.length() > TEXT_MAX) {
      throw new IllegalArgumentException(
          field + " must have 1.." + TEXT_MAX + " characters, had " + found.length());
    }
    return found;
  }
}
