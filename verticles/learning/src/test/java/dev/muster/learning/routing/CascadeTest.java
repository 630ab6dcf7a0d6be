package dev.muster.learning.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.learning.routing.Cascade.Ended;
import java.util.List;
import org.junit.jupiter.api.Test;

class CascadeTest {
  private static final Cascade NOBODY = new Cascade(List.of());

  /** The first agent resolves half of four tasks for 1, the second all but one for 10. */
  private static final boolean[][] RESOLVED = {
    {true, true}, {true, true}, {false, true}, {false, false}
  };

  private static final double[][] COST = {{1, 10}, {1, 10}, {1, 10}, {1, 10}};

  private static final Attempts CHECKED = new Attempts(RESOLVED, RESOLVED, COST);

  @Test
  void the_next_agent_is_asked_and_paid_when_the_work_is_not_accepted() {
    var cascade = new Cascade(List.of(0, 1));
    assertEquals(new Ended(1, 1), cascade.run(CHECKED, 0));
    assertEquals(new Ended(1, 11), cascade.run(CHECKED, 2));
    assertEquals(new Ended(0, 11), cascade.run(CHECKED, 3));
  }

  @Test
  void what_is_accepted_wrongly_stays_unresolved() {
    boolean[][] accepted = {{true, true}, {true, true}, {true, true}, {false, false}};
    var attempts = new Attempts(RESOLVED, accepted, COST);
    assertEquals(new Ended(0, 1), new Cascade(List.of(0, 1)).run(attempts, 2));
  }

  @Test
  void the_last_work_stands_when_none_is_accepted() {
    boolean[][] accepted = {{false, false}, {false, false}, {false, false}, {false, false}};
    var attempts = new Attempts(RESOLVED, accepted, COST);
    assertEquals(new Ended(1, 11), new Cascade(List.of(0, 1)).run(attempts, 2));
  }

  @Test
  void cheap_goes_first_and_strong_second_within_the_budget() {
    assertEquals(List.of(0, 1), Cascade.fit(CHECKED, 6, NOBODY, 5).agents());
  }

  @Test
  void the_strong_one_is_left_out_where_the_budget_ends() {
    assertEquals(List.of(0), Cascade.fit(CHECKED, 5.9, NOBODY, 5).agents());
    assertEquals(List.of(), Cascade.fit(CHECKED, .5, NOBODY, 5).agents());
  }

  @Test
  void no_more_agents_are_asked_than_allowed() {
    assertEquals(1, Cascade.fit(CHECKED, 100, NOBODY, 1).agents().size());
  }
}
