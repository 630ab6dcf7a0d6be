package dev.muster.bundled.quiet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.PluginConfig;
import dev.muster.plugin.PluginContext;
import dev.muster.plugin.PluginMetrics;
import dev.muster.plugin.TaskFacts;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When windows open and close, by dates worked out on paper; 2026-11-23 is a Monday. */
final class QuietHoursTest {
  private static final HookInput.PreTaskMlAnalysis INPUT =
      new HookInput.PreTaskMlAnalysis(
          new TaskFacts("t1", "code", "api", 5, "hello", null, List.of(), 0, null, null),
          4,
          List.of(1, 2, 4));

  private record Context(PluginConfig config, InstantSource clock) implements PluginContext {
    @Override
    public String id() {
      return "quiet-hours";
    }

    @Override
    public System.Logger logger() {
      return System.getLogger(id());
    }

    @Override
    public PluginMetrics metrics() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Path folder() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void publish(String type, Map<String, String> data) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void a_window_holds_from_its_begin_until_before_its_end() {
    var windows = Map.of("mon-fri", List.of("09:00-17:30 UTC 2"));
    HookResult capped = HookResult.atMost(2, "quiet hours: mon-fri 09:00-17:30 UTC 2");
    assertEquals(HookResult.proceed(), at("2026-11-23T08:59:59Z", windows));
    assertEquals(capped, at("2026-11-23T09:00:00Z", windows));
    assertEquals(capped, at("2026-11-23T17:29:59Z", windows));
    assertEquals(HookResult.proceed(), at("2026-11-23T17:30:00Z", windows));
    assertEquals(capped, at("2026-11-27T12:00:00Z", windows)); // Friday
    assertEquals(HookResult.proceed(), at("2026-11-28T12:00:00Z", windows)); // Saturday
  }

  @Test
  void a_window_over_midnight_belongs_to_the_day_on_which_it_begins() {
    var windows = Map.of("fri", List.of("22:00-06:00 UTC 1"));
    assertOpen(false, "2026-11-27T05:59:00Z", windows); // Friday: Thursday's night has no window
    assertOpen(false, "2026-11-27T21:59:59Z", windows);
    assertOpen(true, "2026-11-27T22:00:00Z", windows);
    assertOpen(true, "2026-11-28T05:59:59Z", windows); // Saturday morning
    assertOpen(false, "2026-11-28T06:00:00Z", windows);
    assertOpen(false, "2026-11-28T22:00:00Z", windows);
  }

  @Test
  void a_window_that_ends_when_it_begins_is_a_whole_day() {
    var windows = Map.of("sat-sun", List.of("00:00-00:00 UTC 1"));
    assertOpen(false, "2026-11-27T23:59:59Z", windows);
    assertOpen(true, "2026-11-28T00:00:00Z", windows);
    assertOpen(true, "2026-11-29T23:59:59Z", windows);
    assertOpen(false, "2026-11-30T00:00:00Z", windows);
  }

  @Test
  void days_may_run_over_the_end_of_the_week() {
    var windows = Map.of("sun-mon", List.of("12:00-13:00 UTC 1"));
    assertOpen(false, "2026-11-28T12:00:00Z", windows);
    assertOpen(true, "2026-11-29T12:00:00Z", windows);
    assertOpen(true, "2026-11-30T12:00:00Z", windows);
    assertOpen(false, "2026-12-01T12:00:00Z", windows);
  }

  @Test
  void the_clocks_and_the_weekday_are_those_of_the_zone() {
    // Monday 23:30 UTC is Tuesday 08:30 in Tokyo and Monday 18:30 in New York.
    assertOpen(true, "2026-11-23T23:30:00Z", Map.of("tue", List.of("08:00-09:00 Asia/Tokyo 1")));
    assertOpen(
        true, "2026-11-23T23:30:00Z", Map.of("mon", List.of("18:00-19:00 America/New_York 1")));
    assertOpen(false, "2026-11-23T23:30:00Z", Map.of("mon", List.of("08:00-09:00 Asia/Tokyo 1")));
  }

  @Test
  void in_spring_an_hour_that_the_clocks_skip_is_missing() {
    // Berlin, Sunday 2026-03-29: at 01:00Z the clocks go from 02:00 to 03:00.
    var windows = Map.of("sun", List.of("01:30-03:30 Europe/Berlin 1"));
    assertOpen(false, "2026-03-29T00:29:59Z", windows); // 01:29:59 CET
    assertOpen(true, "2026-03-29T00:30:00Z", windows); // 01:30 CET
    assertOpen(true, "2026-03-29T01:29:59Z", windows); // 03:29:59 CEST
    assertOpen(false, "2026-03-29T01:30:00Z", windows); // 03:30 CEST
    var skipped = Map.of("sun", List.of("02:00-03:00 Europe/Berlin 1"));
    assertOpen(false, "2026-03-29T00:59:59Z", skipped); // 01:59:59 CET
    assertOpen(false, "2026-03-29T01:00:00Z", skipped); // 03:00 CEST
  }

  @Test
  void in_autumn_an_hour_that_the_clocks_show_twice_is_in_it_twice() {
    // Berlin, Sunday 2026-10-25: at 01:00Z the clocks go from 03:00 back to 02:00.
    var windows = Map.of("sun", List.of("02:00-03:00 Europe/Berlin 1"));
    assertOpen(false, "2026-10-24T23:59:59Z", windows); // 01:59:59 CEST
    assertOpen(true, "2026-10-25T00:00:00Z", windows); // 02:00 CEST
    assertOpen(true, "2026-10-25T00:59:59Z", windows); // 02:59:59 CEST
    assertOpen(true, "2026-10-25T01:00:00Z", windows); // 02:00 CET
    assertOpen(true, "2026-10-25T01:59:59Z", windows); // 02:59:59 CET
    assertOpen(false, "2026-10-25T02:00:00Z", windows); // 03:00 CET
  }

  @Test
  void a_night_of_the_change_ends_by_the_new_clocks() {
    var windows = Map.of("sat", List.of("22:00-06:00 Europe/Berlin 1"));
    assertOpen(true, "2026-03-29T03:59:59Z", windows); // 05:59:59 CEST, after 7 hours
    assertOpen(false, "2026-03-29T04:00:00Z", windows); // 06:00 CEST
    assertOpen(true, "2026-10-25T04:59:59Z", windows); // 05:59:59 CET, after 9 hours
    assertOpen(false, "2026-10-25T05:00:00Z", windows); // 06:00 CET
  }

  @Test
  void the_smallest_number_of_open_windows_counts() {
    var windows =
        Map.of("mon", List.of("00:00-00:00 UTC 4", "12:00-14:00 UTC 3", "13:00-14:00 UTC 1"));
    assertEquals(
        HookResult.atMost(4, "quiet hours: mon 00:00-00:00 UTC 4"),
        at("2026-11-23T11:00:00Z", windows));
    assertEquals(
        HookResult.atMost(3, "quiet hours: mon 12:00-14:00 UTC 3"),
        at("2026-11-23T12:30:00Z", windows));
    assertEquals(
        HookResult.atMost(1, "quiet hours: mon 13:00-14:00 UTC 1"),
        at("2026-11-23T13:30:00Z", windows));
  }

  @Test
  void nobody_at_all_is_a_veto() {
    assertEquals(
        HookResult.veto("quiet hours: mon 12:00-14:00 UTC 0"),
        at("2026-11-23T12:00:00Z", Map.of("mon", List.of("12:00-14:00 UTC 0"))));
  }

  @Test
  void what_is_no_window_is_refused_with_what_was_expected() {
    assertRefused("expected days like mon or mon-fri, found Monday", "Monday", "09:00-10:00 UTC 1");
    assertRefused("expected one of mon to sun, found abc", "mon-abc", "09:00-10:00 UTC 1");
    String window =
        "expected a window like \"22:00-06:00 Europe/Berlin 2\" with 0..8 agents, found ";
    assertRefused(window + "9-10 UTC 1", "mon", "9-10 UTC 1");
    assertRefused(window + "09:00-10:00 UTC 9", "mon", "09:00-10:00 UTC 9");
    String time = "expected times from 00:00 to 23:59 and a zone, found ";
    assertRefused(time + "09:00-24:00 UTC 1", "mon", "09:00-24:00 UTC 1");
    assertRefused(time + "09:00-10:00 Mars/Olympus 1", "mon", "09:00-10:00 Mars/Olympus 1");
  }

  private static HookResult at(String now, Map<String, List<String>> windows) {
    var plugin = new QuietHours();
    plugin.start(
        new Context(
            new PluginConfig(Map.of("windows", windows)), InstantSource.fixed(Instant.parse(now))));
    return plugin.preTaskMlAnalysis(INPUT);
  }

  private static void assertOpen(boolean open, String now, Map<String, List<String>> windows) {
    assertEquals(open, !at(now, windows).equals(HookResult.proceed()), now);
  }

  private static void assertRefused(String message, String days, String window) {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> at("2026-11-23T12:00:00Z", Map.of(days, List.of(window))));
    assertEquals(message, refused.getMessage());
  }
}
