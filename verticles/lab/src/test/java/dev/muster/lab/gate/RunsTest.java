package dev.muster.lab.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RunsTest {

  /** 10 of 100: (.1 + 1.9208/100) / 1.038416 = .1148, margin .0596. */
  @Test
  void the_interval_of_a_share_is_wilsons() {
    var share = Runs.share(10, 100);
    assertEquals(.1, share.value(), 1e-12);
    assertEquals(.0552, share.low(), 1e-3);
    assertEquals(.1744, share.high(), 1e-3);
  }

  @Test
  void nothing_in_many_runs_is_still_possible() {
    var share = Runs.share(0, 1_000);
    assertEquals(0, share.low(), 1e-12);
    assertEquals(.0038, share.high(), 1e-4);
  }

  /**
   * Of 1 to 99 and one that never came the 51st is the median, the interval is 10 to either side.
   */
  @Test
  void a_median_counts_what_never_came_as_later_than_all() {
    int[] tasks = IntStream.rangeClosed(1, 100).map(i -> i == 100 ? Runs.NEVER : i).toArray();
    var median = Runs.median(tasks);
    assertEquals(51, median.value());
    assertEquals(41, median.low());
    assertEquals(60, median.high());
    assertTrue(Double.isNaN(Runs.median(new int[] {5, Runs.NEVER, Runs.NEVER}).value()));
  }
}
