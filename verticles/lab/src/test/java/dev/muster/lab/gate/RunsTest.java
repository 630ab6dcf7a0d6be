package dev.muster.lab.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RunsTest {
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
