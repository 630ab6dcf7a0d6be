package dev.muster.coordination.declare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Closeness;
import dev.muster.contract.LineRange;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineDistanceTest {
  @Test
  void ranges_that_share_a_line_are_zero_apart() {
    assertEquals(0, LineDistance.between(lines(10, 20), lines(20, 30)));
    assertEquals(0, LineDistance.between(lines(10, 20), lines(1, 99)));
    assertEquals(0, LineDistance.between(lines(5, 5), lines(5, 5)));
  }

  @Test
  void the_distance_is_from_the_last_line_of_one_to_the_first_of_the_other() {
    assertEquals(1, LineDistance.between(lines(10, 20), lines(21, 30)));
    assertEquals(15, LineDistance.between(lines(10, 20), lines(35, 40)));
    assertEquals(16, LineDistance.between(lines(36, 40), lines(10, 20)));
  }

  @Test
  void of_several_ranges_the_nearest_pair_counts() {
    // 10-20 is 80 from 100-110 and 30 from 50-60; 200-210 is 90 from 100-110
    List<LineRange> some = List.of(new LineRange(10, 20), new LineRange(200, 210));
    List<LineRange> others = List.of(new LineRange(100, 110), new LineRange(50, 60));

    assertEquals(30, LineDistance.between(some, others));
  }

  @Test
  void without_lines_there_is_no_distance() {
    assertNull(LineDistance.between(List.of(), lines(1, 2)));
    assertNull(LineDistance.between(lines(1, 2), List.of()));
  }

  @Test
  void up_to_fifteen_lines_are_near_and_more_are_far() {
    assertEquals(Closeness.SAME_LINES, LineDistance.closeness(0));
    assertEquals(Closeness.NEAR_LINES, LineDistance.closeness(1));
    assertEquals(Closeness.NEAR_LINES, LineDistance.closeness(15));
    assertEquals(Closeness.FAR_LINES, LineDistance.closeness(16));
    assertEquals(Closeness.SAME_FILE, LineDistance.closeness(null));
  }

  @Test
  void lines_are_within_others_when_one_range_holds_each() {
    assertTrue(LineDistance.within(lines(10, 20), lines(10, 20)));
    assertTrue(LineDistance.within(lines(12, 13), lines(10, 20)));
    assertFalse(LineDistance.within(lines(12, 21), lines(10, 20)));
  }

  @Test
  void no_lines_are_the_whole_file() {
    assertTrue(LineDistance.within(lines(1, 2), List.of()));
    assertTrue(LineDistance.within(List.of(), List.of()));
    assertFalse(LineDistance.within(List.of(), lines(1, 2)));
  }

  private static List<LineRange> lines(int from, int to) {
    return List.of(new LineRange(from, to));
  }
}
