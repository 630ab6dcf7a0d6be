package dev.muster.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReportDecisionOutcomeTest {
  private static final DecisionId DECISION =
      new DecisionId("decision_019cade5-1b08-7000-8000-000000000001");

  /** Sources are remembered for as long as they report. */
  @Test
  void who_reports_has_a_name_of_at_most_64_characters_or_none() {
    assertEquals("ci", of("ci", 1L).source());
    assertNull(of(null, 1L).source());
    assertThrows(IllegalArgumentException.class, () -> of("x".repeat(65), 1L));
    assertThrows(IllegalArgumentException.class, () -> of(" ", 1L));
  }

  @Test
  void nothing_measured_is_negative() {
    assertThrows(IllegalArgumentException.class, () -> of("ci", -1L));
  }

  private static ReportDecisionOutcome of(@Nullable String source, long durationMs) {
    return new ReportDecisionOutcome(DECISION, true, durationMs, null, null, source);
  }
}
