package dev.muster.monitoring.mode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/** 2 March 2026 is a Monday. */
final class MaintenanceWindowTest {
  @Test
  void a_daily_one_holds_from_its_first_minute_to_before_its_last() {
    var window = MaintenanceWindow.of("daily 03:00-04:00");
    assertEquals(false, holds(window, "02T02:59:59"));
    assertEquals(true, holds(window, "02T03:00"));
    assertEquals(true, holds(window, "05T03:59:59"));
    assertEquals(false, holds(window, "02T04:00"));
  }

  @Test
  void one_that_passes_midnight_belongs_to_the_day_of_its_begin() {
    var window = MaintenanceWindow.of("sunday 23:00-01:30");
    assertEquals(false, holds(window, "01T22:59"));
    assertEquals(true, holds(window, "01T23:00"));
    assertEquals(true, holds(window, "02T01:29"), "Monday morning");
    assertEquals(false, holds(window, "02T01:30"));
    assertEquals(false, holds(window, "01T01:00"), "Sunday morning");
    assertEquals(false, holds(window, "02T23:30"));
  }

  @Test
  void what_is_none_is_refused_with_the_form() {
    for (String text :
        new String[] {"03:00-04:00", "sun 03:00-04:00", "daily 3-4", "daily 24:00-01:00"}) {
      var refused = assertThrows(IllegalArgumentException.class, () -> MaintenanceWindow.of(text));
      assertEquals(
          "a maintenance window must be like 'daily 03:00-04:00' or 'sunday 23:00-01:30', was '"
              + text
              + "'",
          refused.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> MaintenanceWindow.of("daily 03:00-03:00"));
  }

  private static boolean holds(MaintenanceWindow window, String time) {
    String seconds = time.length() == 8 ? time + ":00" : time;
    return window.holds(ZonedDateTime.parse("2026-03-" + seconds + "Z"));
  }
}
