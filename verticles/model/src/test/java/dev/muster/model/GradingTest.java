package dev.muster.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.Grade;
import org.junit.jupiter.api.Test;

final class GradingTest {
  @Test
  void a_success_of_usual_length_without_trouble_is_an_a() {
    assertEquals(Grade.A, Grading.of(true, 10.0, 10.0, false, false, false));
  }

  @Test
  void a_failure_is_an_e_whatever_else_was_good() {
    assertEquals(Grade.E, Grading.of(false, 1.0, 10.0, false, false, false));
  }

  @Test
  void longer_than_the_median_lowers_by_one_and_longer_than_one_and_a_half_by_two() {
    assertEquals(Grade.B, Grading.of(true, 10.1, 10.0, false, false, false));
    assertEquals(Grade.B, Grading.of(true, 15.0, 10.0, false, false, false));
    assertEquals(Grade.C, Grading.of(true, 15.1, 10.0, false, false, false));
  }

  @Test
  void conflict_memory_and_error_lower_by_one_each_and_a_success_is_never_below_d() {
    assertEquals(Grade.B, Grading.of(true, 5.0, 10.0, true, false, false));
    assertEquals(Grade.C, Grading.of(true, 5.0, 10.0, true, true, false));
    assertEquals(Grade.D, Grading.of(true, 5.0, 10.0, true, true, true));
    assertEquals(Grade.D, Grading.of(true, 20.0, 10.0, true, true, true));
  }

  @Test
  void what_is_unknown_lowers_nothing() {
    assertEquals(Grade.A, Grading.of(true, null, 10.0, false, false, false));
    assertEquals(Grade.A, Grading.of(true, 99.0, null, false, false, false));
  }

  @Test
  void the_likeliest_grade_of_what_probably_fails_is_an_e() {
    assertEquals(Grade.E, Grading.likeliest(.3, Math.log(5), .1, 10.0, 0));
  }

  @Test
  void the_likeliest_grade_follows_the_bounds_of_the_duration() {
    // Ten minutes are usual: 5 is surely shorter, 12 between them and 15, 30 surely longer.
    assertEquals(Grade.A, Grading.likeliest(.9, Math.log(5), .1, 10.0, 0));
    assertEquals(Grade.B, Grading.likeliest(.9, Math.log(12), .05, 10.0, 0));
    assertEquals(Grade.C, Grading.likeliest(.9, Math.log(30), .1, 10.0, 0));
  }

  @Test
  void a_conflict_that_is_likelier_than_not_lowers_by_one() {
    // 1 - exp(-.7) = .503 above one half, 1 - exp(-.69) = .498 below.
    assertEquals(Grade.B, Grading.likeliest(1, Math.log(5), .1, 10.0, .70));
    assertEquals(Grade.A, Grading.likeliest(1, Math.log(5), .1, 10.0, .69));
  }
}
