package dev.muster.lab.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class BootstrapTest {
  @Test
  void an_interval_of_what_never_varies_has_no_width() {
    Interval none = Bootstrap.of(times -> 3, new int[] {0, 1, 2}, 1);
    assertEquals(new Interval(3, 3, 3), none);
  }

  @Test
  void blocks_are_drawn_whole() {
    int[] blocks = {0, 0, 1, 1};
    Interval same =
        Bootstrap.of(times -> times[0] == times[1] && times[2] == times[3] ? 1 : 0, blocks, 1);
    assertEquals(new Interval(1, 1, 1), same);
    Interval mean = Bootstrap.of(times -> times[0] / 2.0, blocks, 1);
    assertEquals(.5, mean.value(), 1e-12);
    assertTrue(mean.low() < mean.high());
  }
}
