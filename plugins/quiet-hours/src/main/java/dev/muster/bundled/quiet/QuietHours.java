// SPDX-License-Identifier: Apache-2.0
package dev.muster.bundled.quiet;

import static java.util.Objects.requireNonNull;

import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookPlugin;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.PluginContext;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets fewer agents work on a task in the hours that a team names, or none. Where several windows
 * are open the smallest number counts.
 */
public final class QuietHours implements HookPlugin {
  private static final Pattern DAYS = Pattern.compile("([a-z]{3})(?:-([a-z]{3}))?");
  private static final Pattern WINDOW =
      Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d) (\\S+) ([0-8])");

  private @Nullable PluginContext context;
  private List<Window> windows = List.of();

  /**
   * The days on which it opens and what the clocks of its zone show meanwhile. An hour that they
   * skip in spring is missing from it, and one that they show twice in autumn is in it twice. One
   * that does not end after it begins ends on the next day.
   */
  private record Window(
      String name, Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, int agents) {
    boolean open(Instant now) {
      ZonedDateTime there = now.atZone(zone);
      LocalTime time = there.toLocalTime();
      boolean today = days.contains(there.getDayOfWeek()) && !time.isBefore(from);
      return from.isBefore(to)
          ? today && time.isBefore(to)
          : today || (days.contains(there.getDayOfWeek().minus(1)) && time.isBefore(to));
    }
  }

  @Override
  public void start(PluginContext host) {
    context = host;
    var read = new ArrayList<Window>();
    host.config()
        .map("windows")
        .forEach((days, texts) -> texts.forEach(text -> read.add(window(days, text))));
    windows = List.copyOf(read);
  }

  @Override
  public HookResult preTaskMlAnalysis(HookInput.PreTaskMlAnalysis input) {
    Instant now = requireNonNull(context, "not started").clock().instant();
    return windows.stream()
        .filter(window -> window.open(now))
        .min(Comparator.comparingInt(Window::agents))
        .map(QuietHours::answer)
        .orElse(HookResult.proceed());
  }

  private static HookResult answer(Window window) {
    String why = "quiet hours: " + window.name;
    return window.agents == 0 ? HookResult.veto(why) : HookResult.atMost(window.agents, why);
  }

  private static Window window(String days, String text) {
    Matcher parts = WINDOW.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "expected a window like \"22:00-06:00 Europe/Berlin 2\" with 0..8 agents, found " + text);
    }
    try {
      return new Window(
          days + " " + text,
          days(days),
          LocalTime.parse(parts.group(1)),
          LocalTime.parse(parts.group(2)),
          ZoneId.of(parts.group(3)),
          Integer.parseInt(parts.group(4)));
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException(
          "expected times from 00:00 to 23:59 and a zone, found " + text, wrong);
    }
  }

  private static Set<DayOfWeek> days(String text) {
    Matcher parts = DAYS.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("expected days like mon or mon-fri, found " + text);
    }
    DayOfWeek first = day(parts.group(1));
    DayOfWeek last = parts.group(2) == null ? first : day(parts.group(2));
    Set<DayOfWeek> days = EnumSet.of(first, last);
    for (DayOfWeek day = first; day != last; day = day.plus(1)) {
      days.add(day);
    }
    return days;
  }

  private static DayOfWeek day(String text) {
    return Stream.of(DayOfWeek.values())
        .filter(day -> day.name().toLowerCase(Locale.ROOT).startsWith(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("expected one of mon to sun, found " + text));
  }
}
