package dev.muster.lab.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class IntervalTest {

  /** 20 values, half 0 and half 1: deviation .51299, t of 19 is 2.093, margin 2.093 * .11471. */
  @Test
  void the_interval_of_twenty_seeds_is_that_of_students_t() {
    Interval found = Interval.of(IntStream.range(0, 20).mapToDouble(i -> i % 2).toArray());
    assertEquals(.5, found.mean(), 1e-12);
    assertEquals(.5 - .24009, found.low(), 1e-4);
    assertEquals(.5 + .24009, found.high(), 1e-4);
  }
}
