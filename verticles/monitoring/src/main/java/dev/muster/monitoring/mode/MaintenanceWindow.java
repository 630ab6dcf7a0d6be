package dev.muster.monitoring.mode;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time of each day, or of one day of the week, in the time zone of whoever asks. It may pass
 * midnight; its day is that of its begin.
 *
 * @param day null for each
 * @param to the first moment after it; not {@code from}
 */
public record MaintenanceWindow(@Nullable DayOfWeek day, LocalTime from, LocalTime to) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(daily|monday|tuesday|wednesday|thursday|friday|saturday|sunday) )"
              + "([01]\\d|2[0-3]):([0-5]\\d)-([01]\\d|2[0-3]):([0-5]\\d)");

  /**
   * Reads {@code daily 03:00-04:00} or {@code sunday 23:00-01:30}.
   *
   * @throws IllegalArgumentException when it is of another form
   */
  public static MaintenanceWindow of(String text) {
    Matcher said = FORM.matcher(text);
    if (!said.matches()) {
      throw new IllegalArgumentException(
          "a maintenance window must be like 'daily 03:00-04:00' or 'sunday 23:00-01:30', was '"
              + text
              + "'");
    }
    String day = said.group(1);
    var window =
        new MaintenanceWindow(
            day.equals("daily") ? null : DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)),
            time(said, 2),
            time(said, 4));
    if (window.from().equals(window.to())) {
      throw new IllegalArgumentException("a maintenance window must last, was '" + text + "'");
    }
    return window;
  }

  private static LocalTime time(Matcher said, int group) {
    return LocalTime.of(
        Integer.parseInt(said.group(group)), Integer.parseInt(said.group(group + 1)));
  }

  /** Whether it is now. */
  boolean holds(ZonedDateTime now) {
    LocalTime time = now.toLocalTime();
    boolean begun = !time.isBefore(from);
    boolean ended = !time.isBefore(to);
    if (from.isBefore(to)) {
      return begun && !ended && on(now.getDayOfWeek());
    }
    return begun ? on(now.getDayOfWeek()) : !ended && on(now.getDayOfWeek().minus(1));
  }

  private boolean on(DayOfWeek today) {
    return day == null || day == today;
  }
}
