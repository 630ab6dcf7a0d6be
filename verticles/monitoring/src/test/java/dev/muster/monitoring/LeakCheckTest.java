package dev.muster.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.AttemptId;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.Decision;
import dev.muster.contract.Feature;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Mode;
import dev.muster.contract.Provenance;
import dev.muster.contract.Result;
import dev.muster.store.FigureRows.Decided;
import dev.muster.store.FigureRows.Ended;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Plants leaks of every kind that a feature of our own past can have. */
final class LeakCheckTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
  private static final String OLDER = "model_" + NOW.minusSeconds(60).toEpochMilli() + "_a1";
  private static final String YOUNGER = "model_" + NOW.plusSeconds(60).toEpochMilli() + "_b2";

  /** Three of four that count had succeeded before: (3+2)/(4+4). */
  private static final Map<Result, Long> BEFORE =
      Map.of(Result.SUCCEEDED, 3L, Result.FAILED, 1L, Result.CANCELLED, 5L);

  private static final double TRUE_RATE = .625;

  @Test
  void what_was_computed_from_the_past_alone_is_no_leak() {
    var afterwards = List.of(ended(1, 0, Result.SUCCEEDED), ended(2, 1, Result.FAILED));
    assertEquals(List.of(), leaks(BEFORE, afterwards, decided(1, TRUE_RATE)));
    assertEquals(List.of(), leaks(Map.of(), afterwards, decided(1, null)));
  }

  @Test
  void a_later_decision_may_know_what_closed_in_between() {
    var between = List.of(ended(1, 5, Result.SUCCEEDED));
    Decided later = decided(2, 6.0 / 9, NOW.plusSeconds(6));
    assertEquals(List.of(), leaks(BEFORE, between, later, decided(1, TRUE_RATE)));
    assertEquals(
        List.of("2 historical_success_rate is not of the outcomes that closed before its decision"),
        leaks(BEFORE, between, decided(2, TRUE_RATE, NOW.plusSeconds(6))));
  }

  @Test
  void an_outcome_that_closed_after_the_decision_is_caught() {
    var after = List.of(ended(9, 1, Result.SUCCEEDED));
    assertEquals(
        List.of("1 historical_success_rate is not of the outcomes that closed before its decision"),
        leaks(BEFORE, after, decided(1, 6.0 / 9)));
  }

  @Test
  void an_outcome_that_closed_in_the_same_millisecond_was_not_known_before() {
    var same = List.of(ended(9, 0, Result.FAILED));
    assertEquals(
        List.of("1 historical_success_rate is not of the outcomes that closed before its decision"),
        leaks(BEFORE, same, decided(1, 5.0 / 9)));
    assertEquals(List.of(), leaks(BEFORE, same, decided(1, TRUE_RATE)));
  }

  @Test
  void the_outcome_of_the_own_attempt_is_caught_by_name() {
    var own = List.of(ended(9, 1, Result.SUCCEEDED), ended(1, 2, Result.FAILED));
    assertEquals(
        List.of("1 historical_success_rate counts the outcome of its own attempt"),
        leaks(BEFORE, own, decided(1, 5.0 / 9)));
  }

  @Test
  void a_column_that_was_rewritten_with_the_outcome_is_caught() {
    Decision frozen = decision(TRUE_RATE, null, OLDER, NOW);
    assertEquals(
        List.of("1 historical_success_rate was changed after its decision"),
        leaks(BEFORE, List.of(), new Decided(attempt(1), frozen, null, "code", 6.0 / 9, null)));
  }

  @Test
  void a_confidence_computed_with_the_current_outcome_is_caught() {
    Decision frozen = decision(TRUE_RATE, .3, OLDER, NOW);
    Decided honest = new Decided(attempt(1), frozen, null, "code", TRUE_RATE, .3);
    Decided rewritten = new Decided(attempt(2), frozen, null, "code", TRUE_RATE, .9);
    Decided refitted =
        new Decided(attempt(3), decision(TRUE_RATE, .9, YOUNGER, NOW), null, "code", TRUE_RATE, .9);
    Decided slow =
        new Decided(
            attempt(4), decision(TRUE_RATE, .9, "heuristic-1", NOW), null, "code", TRUE_RATE, .9);
    assertEquals(
        List.of(
            "2 neural_pattern_confidence was changed after its decision",
            "3 neural_pattern_confidence is beside a model made after its decision"),
        leaks(BEFORE, List.of(), honest, rewritten, refitted, slow));
  }

  private static List<String> leaks(
      Map<Result, Long> before, List<Ended> ended, Decided... decisions) {
    return LeakCheck.of(List.of(decisions), before, ended).stream()
        .map(leak -> number(leak.attempt()) + " " + leak.feature() + " " + leak.why())
        .toList();
  }

  private static Decided decided(int number, @Nullable Double rate) {
    return decided(number, rate, NOW);
  }

  private static Decided decided(int number, @Nullable Double rate, Instant at) {
    Decision decision = decision(rate, null, "heuristic-1", at);
    return new Decided(attempt(number), decision, null, "code", rate, null);
  }

  private static Ended ended(int number, int secondsLater, Result result) {
    return new Ended(attempt(number), NOW.plusSeconds(secondsLater), result);
  }

  private static AttemptId attempt(int number) {
    return new AttemptId("attempt_0197a1b2-c3d4-7000-8000-%012d".formatted(number));
  }

  private static int number(AttemptId attempt) {
    String value = attempt.value();
    return Integer.parseInt(value.substring(value.length() - 4));
  }

  static Decision decision(
      @Nullable Double rate, @Nullable Double confidence, String model, Instant at) {
    return new Decision(
        null,
        null,
        null,
        at,
        FeatureName.FEATURES_VERSION,
        List.of(
            feature(FeatureName.HISTORICAL_SUCCESS_RATE, rate),
            feature(FeatureName.NEURAL_PATTERN_CONFIDENCE, confidence)),
        List.of(),
        List.of(),
        2,
        CoordinationClass.SUBOPTIMAL,
        "sequential",
        model,
        Provenance.HEURISTIC,
        1,
        Mode.PRODUCTION,
        "",
        List.of(),
        List.of(),
        "",
        null,
        null,
        null);
  }

  private static Feature feature(FeatureName name, @Nullable Double value) {
    return value == null ? Feature.unknown(name) : Feature.measured(name, value);
  }
}
