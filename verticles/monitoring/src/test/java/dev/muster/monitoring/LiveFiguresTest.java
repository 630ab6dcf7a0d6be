package dev.muster.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.AttemptId;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Figure;
import dev.muster.contract.Grade;
import dev.muster.contract.Promise;
import dev.muster.contract.Provenance;
import dev.muster.contract.Result;
import dev.muster.contract.Span;
import dev.muster.store.FigureRows.Closed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LiveFiguresTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
  private static final long MINUTE = 60_000;

  /** Bounds of 5..20 minutes around a median of 10, kept with .8, and a B expected. */
  private static final Promise PROMISE = new Promise(.9, new Span(5, 20), null, .8, Grade.B, 10.0);

  @Test
  void without_a_closed_decision_every_share_is_unknown() {
    for (Figure figure : of()) {
      if (figure.unit().equals("share")) {
        assertEquals(Provenance.UNKNOWN, figure.provenance(), figure.name());
        assertNull(figure.value(), figure.name());
        assertEquals(0, figure.count(), figure.name());
      }
    }
  }

  @Test
  void a_model_is_right_when_the_grade_it_named_came_and_stands_beside_the_commonest_grade() {
    Figure accuracy = named("model_accuracy", good(9), good(12), good(14), failed(), good(9));
    assertEquals(.4, accuracy.value()); // 12 and 14 minutes are above 10: B, as promised
    assertEquals(.4, accuracy.baseline()); // A, B, B, E, A: two of five
    assertEquals("commonest grade", accuracy.baselineName());
    assertEquals(.887, accuracy.report());
    assertEquals(5, accuracy.count());
  }

  @Test
  void a_decision_that_no_model_made_says_nothing_of_the_accuracy_of_one() {
    var heuristic = closed(Result.SUCCEEDED, 12L, null, 0, 1, null);
    assertEquals(1, named("model_accuracy", good(12), heuristic).count());
    assertEquals(1, named("coordination_accuracy", good(12), heuristic).count());
    assertEquals(2, named("error_rate", good(12), heuristic).count());
  }

  @Test
  void the_interval_of_a_share_is_that_of_wilson() {
    Figure accuracy = named("model_accuracy", good(12), good(12), good(12), good(9));
    assertEquals(.75, accuracy.value());
    assertEquals(.3006, assertNotNullValue(accuracy.low()), 1e-4);
    assertEquals(.9544, assertNotNullValue(accuracy.high()), 1e-4);
  }

  @Test
  void a_promise_is_kept_within_all_its_bounds_and_without_a_conflict() {
    Promise tokens = new Promise(.9, new Span(5, 20), new Span(.1, .2), .6, Grade.A, 10.0);
    Figure kept =
        named(
            "coordination_accuracy",
            good(5),
            good(20),
            good(21),
            failed(),
            closed(Result.SUCCEEDED, 10L, null, 1, 1, PROMISE),
            closed(Result.SUCCEEDED, 10L, 150_000L, 0, 1, tokens),
            closed(Result.SUCCEEDED, 10L, 250_000L, 0, 1, tokens),
            closed(Result.SUCCEEDED, 10L, null, 0, 1, tokens));
    assertEquals(.5, kept.value()); // the 1st, the 2nd, the 6th and the last
    assertEquals((5 * .8 + 3 * .6) / 8, assertNotNullValue(kept.baseline()), 1e-12);
    assertEquals("predicted", kept.baselineName());
  }

  @Test
  void of_a_success_untimed_or_with_conflicts_untold_it_is_not_known_if_the_promise_was_kept() {
    var untimed = closed(Result.SUCCEEDED, null, null, 0, 1, PROMISE);
    var untold = new Closed(NOW, Result.SUCCEEDED, "task_0", 1, 600_000L, null, null, PROMISE);
    assertEquals(1, named("coordination_accuracy", good(10), untimed, untold).count());
  }

  @Test
  void the_width_of_an_interval_is_the_logarithm_of_its_ends() {
    assertEquals(Math.log(4), assertNotNullValue(named("interval_width", good(1)).value()), 1e-12);
  }

  @Test
  void a_retry_lowers_the_grade_and_a_failure_is_an_e() {
    assertEquals(Grade.A, LiveFigures.grade(good(10)));
    assertEquals(Grade.B, LiveFigures.grade(closed(Result.SUCCEEDED, 10L, null, 0, 2, PROMISE)));
    assertEquals(Grade.C, LiveFigures.grade(good(16)));
    assertEquals(Grade.D, LiveFigures.grade(closed(Result.SUCCEEDED, 16L, null, 3, 2, PROMISE)));
    assertEquals(Grade.E, LiveFigures.grade(closed(Result.CONFLICT, 10L, null, 1, 1, PROMISE)));
    assertEquals(Grade.A, LiveFigures.grade(closed(Result.SUCCEEDED, 99L, null, 0, 1, null)));
  }

  @Test
  void a_grade_may_hold_sixty_of_a_hundred_but_only_a_thousand_outcomes_can_tell() {
    var nearly = new ArrayList<>(Collections.nCopies(999, good(9)));
    assertNull(named("commonest_grade", nearly).baseline());
    nearly.add(failed());
    Figure most = named("commonest_grade", nearly);
    assertEquals(.999, most.value());
    assertEquals(.6, most.baseline());
    assertEquals("limit", most.baselineName());
  }

  @Test
  void what_was_cancelled_or_has_no_known_end_is_no_error_and_no_success() {
    Figure errors =
        named(
            "error_rate",
            good(9),
            failed(),
            closed(Result.EXPIRED, null, null, 0, 1, null),
            closed(Result.PARKED, null, null, 0, 1, null),
            closed(Result.UNKNOWN, null, null, 0, 1, null),
            closed(Result.CANCELLED, null, null, 0, 1, null));
    assertEquals(.5, errors.value());
    assertEquals(4, errors.count());
  }

  @Test
  void conflicts_are_summed_over_the_attempts_of_a_task() {
    var first = new Closed(NOW, Result.CONFLICT, "task_1", 1, null, null, 2, null);
    var second = new Closed(NOW, Result.SUCCEEDED, "task_1", 2, null, null, 1, null);
    var other = new Closed(NOW, Result.SUCCEEDED, "task_2", 1, null, null, 0, null);
    assertEquals(150.0, named("conflicts_per_100_tasks", first, second, other).value());
  }

  @Test
  void tokens_are_of_those_who_reported_some() {
    var told = closed(Result.SUCCEEDED, 9L, 3000L, 0, 1, null);
    var more = closed(Result.FAILED, 9L, 5000L, 0, 1, null);
    assertEquals(4000.0, named("tokens_per_decision", told, more, good(9)).value());
    assertEquals(8000.0, named("tokens", told, more, good(9)).value());
    assertEquals(Provenance.UNKNOWN, named("tokens", good(9)).provenance());
  }

  @Test
  void what_nobody_measures_is_unknown_and_says_why() {
    for (String name : List.of("submit_time", "decision_time", "cache_hit_ratio")) {
      Figure figure = named(name, good(9));
      assertEquals(Provenance.UNKNOWN, figure.provenance(), name);
      assertEquals("not measured", figure.window().substring(0, 12), name);
    }
    assertEquals(245.0, named("decision_time").report());
    Seen cut = new Seen(List.of(), "window", null, 0, List.of(), 0, null);
    assertNull(named(LiveFigures.of(cut), "edits_prevented").value());
    Figure memory = named(LiveFigures.of(cut), "host_memory");
    assertNull(memory.value());
    assertEquals(0, memory.count());
    assertEquals("not measured", memory.window().substring(0, 12));
    assertNull(named(LiveFigures.of(cut), "feature_leaks").value());
  }

  @Test
  void a_leak_is_counted_and_the_first_is_named() {
    var attempt = new AttemptId("attempt_0197a1b2-c3d4-7000-8000-000000000001");
    var leak =
        new LeakCheck.Leak(
            attempt, FeatureName.HISTORICAL_SUCCESS_RATE, "was changed after its decision");
    Figure leaks =
        named(
            LiveFigures.of(new Seen(List.of(), "window", 0L, 0, List.of(leak, leak), 200, null)),
            "feature_leaks");
    assertEquals(2.0, leaks.value());
    assertEquals(
        "last 200 decisions checked; historical_success_rate of "
            + attempt
            + " was changed after its decision",
        leaks.window());
  }

  @Test
  void the_memory_of_the_host_stands_in_megabytes_beside_its_limit() {
    Figure memory = named("host_memory");
    assertEquals(120.0, memory.value());
    assertEquals(512.0, memory.baseline());
    assertEquals(387.0, memory.report());
  }

  private static Closed good(long minutes) {
    return closed(Result.SUCCEEDED, minutes, null, 0, 1, PROMISE);
  }

  private static Closed failed() {
    return closed(Result.FAILED, 10L, null, 0, 1, PROMISE);
  }

  private static Closed closed(
      Result result,
      @Nullable Long minutes,
      @Nullable Long tokens,
      int conflicts,
      int attempt,
      @Nullable Promise promise) {
    Long millis = minutes == null ? null : minutes * MINUTE;
    return new Closed(NOW, result, "task_0", attempt, millis, tokens, conflicts, promise);
  }

  private static List<Figure> of(Closed... closed) {
    return of(List.of(closed));
  }

  private static List<Figure> of(List<Closed> closed) {
    return LiveFigures.of(
        new Seen(closed, "last 1,000 closed decisions", 3L, 1, List.of(), 7, 120_000_000L));
  }

  private static Figure named(String name, Closed... closed) {
    return named(of(closed), name);
  }

  private static Figure named(String name, List<Closed> closed) {
    return named(of(closed), name);
  }

  private static Figure named(List<Figure> figures, String name) {
    return figures.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private static double assertNotNullValue(@Nullable Double value) {
    assertNotNull(value);
    return value == null ? Double.NaN : value;
  }
}
