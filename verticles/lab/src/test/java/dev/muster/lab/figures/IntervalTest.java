package dev.muster.lab.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class IntervalTest {

  /** 20 values, half 0 and half 1: deviation .51299, t of 19 is 2.093, margin 2.093 * .11471. */
  @Test
  void the_interval_of_twenty_seeds_is_that_of_students_t() {
    Interval found = Interval.mean(IntStream.range(0, 20).mapToDouble(i -> i % 2).toArray());
    assertEquals(.5, found.value(), 1e-12);
    assertEquals(.5 - .24009, found.low(), 1e-4);
    assertEquals(.5 + .24009, found.high(), 1e-4);
  }

  /** 10 of 100: (.1 + 1.9208/100) / 1.038416 = .1148, margin .0596. */
  @Test
  void the_interval_of_a_share_is_wilsons() {
    Interval share = Interval.share(10, 100);
    assertEquals(.1, share.value(), 1e-12);
    assertEquals(.0552, share.low(), 1e-3);
    assertEquals(.1744, share.high(), 1e-3);
  }

  @Test
  void nothing_in_many_runs_is_still_possible() {
    Interval share = Interval.share(0, 1_000);
    assertEquals(0, share.low(), 1e-12);
    assertEquals(.0038, share.high(), 1e-4);
  }

  @Test
  void of_nothing_nothing_is_known() {
    assertTrue(Double.isNaN(Interval.share(0, 0).value()));
    assertTrue(Double.isNaN(Interval.mean(new double[0]).value()));
  }
}
