package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EndingTest {
  /** ARCHITECTURE 5, rule 4: the first of these that any slot reported. */
  private static final List<Result> ORDER =
      List.of(
          Result.FAILED,
          Result.CONFLICT,
          Result.PREDECESSOR,
          Result.PARKED,
          Result.EXPIRED,
          Result.HANDED_BACK,
          Result.UNKNOWN,
          Result.SUCCEEDED);

  @Test
  void an_attempt_succeeds_only_when_all_its_slots_did() {
    var all = List.of(Result.SUCCEEDED, Result.SUCCEEDED, Result.SUCCEEDED);

    assertEquals(Result.SUCCEEDED, Ending.combined(all));
  }

  @Test
  void of_any_two_results_the_worse_names_the_attempt_in_either_order() {
    for (int worse = 0; worse < ORDER.size(); worse++) {
      for (int better = worse; better < ORDER.size(); better++) {
        Result one = ORDER.get(worse);
        Result other = ORDER.get(better);
        assertEquals(one, Ending.combined(List.of(one, other)));
        assertEquals(one, Ending.combined(List.of(other, one)));
      }
    }
  }

  @Test
  void the_order_of_the_slots_does_not_matter() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int round = 0; round < 1000; round++) {
      var slots = new ArrayList<Result>();
      random.ints(1 + random.nextInt(8), 0, 8).forEach(i -> slots.add(ORDER.get(i)));
      Result before = Ending.combined(slots);
      Collections.shuffle(slots, random);
      assertEquals(before, Ending.combined(slots), "seed " + seed + ", " + slots);
    }
  }

  @Test
  void a_voided_slot_says_nothing_of_its_attempt() {
    assertEquals(
        Result.FAILED, Ending.combined(List.of(Result.FAILED, Result.VOIDED, Result.VOIDED)));
    assertNull(Ending.combined(List.of(Result.VOIDED)));
  }

  @Test
  void a_retryable_end_is_retried_up_to_its_limit_and_then_exhausted() {
    assertLimit(Result.CONFLICT, 20, TaskEvent.GIVE_UP);
    assertLimit(Result.PARKED, 5, TaskEvent.GIVE_UP);
    assertLimit(Result.HANDED_BACK, 5, TaskEvent.GIVE_UP);
    assertLimit(Result.PREDECESSOR, 100, TaskEvent.GIVE_UP);
    assertLimit(Result.EXPIRED, 5, TaskEvent.BURY);
  }

  private static void assertLimit(Result result, int limit, TaskEvent exhausted) {
    assertEquals(TaskEvent.RETRY, Ending.of(result).eventAfter(1));
    assertEquals(TaskEvent.RETRY, Ending.of(result).eventAfter(limit));
    assertEquals(exhausted, Ending.of(result).eventAfter(limit + 1));
  }

  @Test
  void an_end_that_is_no_reason_to_retry_ends_the_task_the_first_time() {
    assertEquals(TaskEvent.SUCCEED, Ending.of(Result.SUCCEEDED).eventAfter(1));
    assertEquals(TaskEvent.FAIL, Ending.of(Result.FAILED).eventAfter(1));
    assertEquals(TaskEvent.LEAVE_UNKNOWN, Ending.of(Result.UNKNOWN).eventAfter(1));
    assertEquals(TaskEvent.CANCEL, Ending.of(Result.CANCELLED).eventAfter(1));
  }

  @Test
  void what_says_nothing_of_the_agents_counts_neither_as_success_nor_as_failure() {
    for (Result result : List.of(Result.UNKNOWN, Result.PARKED, Result.CANCELLED)) {
      assertFalse(result.judged(), result::name);
      assertFalse(Ending.of(result).learnable(), result::name);
    }
    for (Result result : List.of(Result.SUCCEEDED, Result.FAILED, Result.EXPIRED)) {
      assertTrue(result.judged(), result::name);
      assertTrue(Ending.of(result).learnable(), result::name);
    }
  }

  @Test
  void a_waiting_for_predecessors_has_no_backoff_and_a_conflict_has() {
    assertFalse(Ending.of(Result.PREDECESSOR).backoff());
    assertTrue(Ending.of(Result.CONFLICT).backoff());
    assertTrue(Ending.of(Result.EXPIRED).backoff());
  }

  @Test
  void what_ends_no_claimed_attempt_has_no_rules() {
    assertThrows(IllegalArgumentException.class, () -> Ending.of(Result.UNCLAIMED));
    assertThrows(IllegalArgumentException.class, () -> Ending.of(Result.VOIDED));
  }

  @Test
  void the_backoff_doubles_from_a_second_to_a_minute() {
    // 1, 2, 4, 8, 16, 32, then 60 seconds for ever
    assertEquals(1, Swarm.LIMITS.backoff(1).toSeconds());
    assertEquals(2, Swarm.LIMITS.backoff(2).toSeconds());
    assertEquals(32, Swarm.LIMITS.backoff(6).toSeconds());
    assertEquals(60, Swarm.LIMITS.backoff(7).toSeconds());
    assertEquals(60, Swarm.LIMITS.backoff(1_000_000_000_000L).toSeconds());
  }
}
