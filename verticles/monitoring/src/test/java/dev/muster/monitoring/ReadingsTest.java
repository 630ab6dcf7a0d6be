package dev.muster.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.AgentState;
import dev.muster.contract.Grade;
import dev.muster.contract.Promise;
import dev.muster.contract.Reading;
import dev.muster.contract.Result;
import dev.muster.contract.Span;
import dev.muster.contract.TaskState;
import dev.muster.contract.Trend;
import dev.muster.store.FigureRows.Closed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ReadingsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

  /** Bounds of 5..20 minutes around a median of 10, kept with .8, and a B expected. */
  private static final Promise PROMISE = new Promise(.9, new Span(5, 20), null, .8, Grade.B, 10.0);

  @Test
  void an_accuracy_gains_over_its_baseline_on_the_same_decisions() {
    var closed = new ArrayList<Closed>();
    for (int i = 0; i < 40; i++) {
      closed.add(closed(i, i % 4 == 0 ? 9 : 30, Result.SUCCEEDED)); // 10 As and 30 Cs
    }
    // The model is never right; the commonest grade, C, is in 3 of 4: each gains 0 or -1.
    assertEquals(-.75, value(closed, "model_accuracy_gain"), 1e-12);
    double half = 1.959964 * Math.sqrt(7.5 / 39 / 40); // sum of squares 40 * .75 * .25
    assertEquals(-.75 + half, value(closed, "model_accuracy_gain_high"), 1e-9);
    // Kept are the 10 within 5..20 minutes: mean of .2 and -.8.
    assertEquals(.25 - .8, value(closed, "coordination_accuracy_gain"), 1e-12);
  }

  @Test
  void below_thirty_decisions_no_bound_of_a_gain_is_known() {
    Reading high = named(List.of(closed(0, 9, Result.SUCCEEDED)), "model_accuracy_gain_high");
    assertNull(high.value());
    assertEquals("of 1 decisions with a promise nothing can be said", high.note());
  }

  @Test
  void a_state_without_tasks_counts_none_and_a_figure_brings_its_baseline() {
    assertEquals(3.0, value(List.of(), "tasks_ready"));
    assertEquals(0.0, value(List.of(), "tasks_dead"));
    assertEquals(2.0, value(List.of(), "agents_free"));
    assertEquals(.05, named(List.of(), "error_rate").baseline());
    assertEquals("not measured: the system does not say", named(List.of(), "host_memory").note());
  }

  @Test
  void a_trend_is_of_the_last_thirty_minutes_and_of_what_was_measured() {
    // One outcome a minute, the oldest first failing; those of more than 30 minutes ago do not
    // count.
    var closed = new ArrayList<Closed>();
    for (int minute = 0; minute < 60; minute++) {
      closed.add(closed(minute, minute, minute < 15 ? Result.SUCCEEDED : Result.FAILED));
    }
    List<Trend> trends = Trends.of(closed, NOW, new SplittableRandom(1));
    Trend errors = trends.getFirst();
    assertEquals("error_rate", errors.name());
    assertEquals(31, errors.count());
    Trend duration = trends.get(3);
    assertEquals(-60, Objects.requireNonNull(duration.slope()), 1e-9); // a minute less each minute
    Trend tokens = trends.get(4);
    assertEquals(0, tokens.count());
    assertNull(tokens.slope());
  }

  private static Closed closed(int minutesAgo, long minutes, Result result) {
    return new Closed(
        NOW.minusSeconds(60L * minutesAgo),
        result,
        "task_" + minutesAgo,
        1,
        minutes * 60_000,
        null,
        0,
        PROMISE);
  }

  private static double value(List<Closed> closed, String name) {
    return Objects.requireNonNull(named(closed, name).value(), name);
  }

  private static Reading named(List<Closed> closed, String name) {
    var seen = new Seen(closed, "last 1,000 closed decisions", 0L, 0, List.of(), 0, null);
    var counted =
        new Readings.Counted(
            Map.of(TaskState.READY, 3L), Map.of(AgentState.FREE, 2L), .5, null, null);
    return Readings.of(seen, counted).stream()
        .filter(reading -> reading.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
