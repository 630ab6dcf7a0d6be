package dev.muster.coordination.lease;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.coordination.lease.LeaseHistory.Act;
import dev.muster.coordination.lease.LeaseHistory.Call;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeaseHistoryTest {
  @Test
  void a_lock_that_is_handed_on_is_linearizable() {
    assertTrue(
        linearizable(
            new Call("a", Act.GRANTED, 0, 1),
            new Call("b", Act.DENIED, 2, 3),
            new Call("a", Act.RENEWED, 4, 5),
            new Call("a", Act.RELEASED, 6, 9),
            new Call("b", Act.GRANTED, 7, 8),
            new Call("a", Act.UNHELD, 10, 11)));
  }

  @Test
  void two_grants_without_a_release_between_them_are_not() {
    assertFalse(linearizable(new Call("a", Act.GRANTED, 0, 1), new Call("b", Act.GRANTED, 2, 3)));
    assertFalse(
        linearizable(
            new Call("a", Act.GRANTED, 0, 1),
            new Call("b", Act.GRANTED, 2, 3),
            new Call("a", Act.RELEASED, 4, 5)));
    assertFalse(
        linearizable(
            new Call("a", Act.GRANTED, 0, 3),
            new Call("b", Act.GRANTED, 1, 2),
            new Call("a", Act.RENEWED, 4, 5),
            new Call("b", Act.RENEWED, 6, 7)));
  }

  @Test
  void a_release_whose_answer_was_lost_may_have_been_at_any_time_of_its_call() {
    assertTrue(
        linearizable(
            new Call("a", Act.GRANTED, 0, 1),
            new Call("a", Act.GAVE_UP, 2, 9),
            new Call("b", Act.GRANTED, 3, 4),
            new Call("b", Act.RENEWED, 5, 10)));
    assertFalse(
        linearizable(
            new Call("a", Act.GRANTED, 0, 1),
            new Call("b", Act.GRANTED, 2, 3),
            new Call("a", Act.GAVE_UP, 4, 9)));
  }

  @Test
  void a_denial_needs_a_holder_or_somebody_who_asks_at_the_same_time() {
    assertFalse(linearizable(new Call("a", Act.DENIED, 0, 1)));
    assertFalse(linearizable(new Call("a", Act.DENIED, 0, 1), new Call("b", Act.GRANTED, 2, 3)));
    assertTrue(linearizable(new Call("a", Act.DENIED, 1, 2), new Call("b", Act.GRANTED, 0, 3)));
  }

  private static boolean linearizable(Call... calls) {
    return new LeaseHistory(List.of(calls)).isLinearizable();
  }
}
