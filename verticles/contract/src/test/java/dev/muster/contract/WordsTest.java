package dev.muster.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The closed sets of words, and what follows from them. */
final class WordsTest {

  @Test
  void a_class_is_a_band_of_agents() {
    assertEquals(
        List.of(
            CoordinationClass.CRITICAL,
            CoordinationClass.SUBOPTIMAL,
            CoordinationClass.MODERATE,
            CoordinationClass.EFFICIENT,
            CoordinationClass.EFFICIENT,
            CoordinationClass.OPTIMAL,
            CoordinationClass.OPTIMAL,
            CoordinationClass.OPTIMAL),
        IntStream.rangeClosed(1, 8).mapToObj(CoordinationClass::band).toList());
  }

  @Test
  void no_class_has_less_than_one_agent_or_more_than_eight() {
    for (int wrong : new int[] {Integer.MIN_VALUE, -1, 0, 9}) {
      var refused =
          assertThrows(IllegalArgumentException.class, () -> CoordinationClass.band(wrong));
      assertEquals("agents must be 1..8, was " + wrong, refused.getMessage());
    }
  }

  @Test
  void a_class_names_its_topology() {
    assertEquals(
        List.of("single agent", "sequential", "hierarchical", "hierarchical", "mesh-hybrid"),
        Arrays.stream(CoordinationClass.values()).map(CoordinationClass::topology).toList());
  }

  @Test
  void the_hosts_own_results_are_not_reportable() {
    assertEquals(
        List.of(Result.EXPIRED, Result.CANCELLED, Result.UNCLAIMED, Result.VOIDED),
        Arrays.stream(Result.values()).filter(result -> !result.reportable()).toList());
  }

  @Test
  void the_last_five_states_are_terminal() {
    assertEquals(
        List.of(
            TaskState.SUCCEEDED,
            TaskState.FAILED,
            TaskState.UNKNOWN,
            TaskState.CANCELLED,
            TaskState.DEAD),
        Arrays.stream(TaskState.values()).filter(TaskState::terminal).toList());
  }

  @Test
  void a_title_is_the_first_line_of_the_text() {
    assertEquals("Split the parser", TaskSummary.title("\n  Split the parser\r\nbecause"));
    assertEquals("one line", TaskSummary.title("one line"));
    assertEquals("", TaskSummary.title(" \n "));
  }

  @Test
  void a_title_has_at_most_120_characters() {
    assertEquals("x".repeat(120), TaskSummary.title("x".repeat(120)));
    assertEquals("x".repeat(119) + "…", TaskSummary.title("x".repeat(121)));
  }

  @Test
  void a_title_is_not_cut_within_a_character() {
    String rocket = Character.toString(0x1F680);
    assertEquals("x".repeat(118) + "…", TaskSummary.title("x".repeat(118) + rocket + "yy"));
    assertEquals(
        "x".repeat(117) + rocket + "…", TaskSummary.title("x".repeat(117) + rocket + "yyy"));
  }

  @Test
  void a_failure_says_what_was_expected_and_found() {
    var failure = Failure.of(FailureCode.BAD_REQUEST, "a number", "a list");
    assertEquals("expected a number, found a list", failure.detail());
    assertFalse(failure.retryable());
    assertEquals("expected a number, found a list", new Refused(failure).getMessage());
  }

  @Test
  void only_overload_and_absence_may_be_retried() {
    assertEquals(
        List.of(FailureCode.OVERLOADED, FailureCode.STORE_UNAVAILABLE, FailureCode.TIMEOUT),
        Arrays.stream(FailureCode.values()).filter(FailureCode::retryable).toList());
  }

  @Test
  void vendors_are_found_by_their_name_in_lower_case() {
    for (Vendor vendor : Vendor.values()) {
      assertEquals(Optional.of(vendor), Vendor.named(vendor.toString()));
    }
    for (String none : List.of("CLAUDE", "", "emacs")) {
      assertEquals(Optional.empty(), Vendor.named(none));
    }
  }
}
