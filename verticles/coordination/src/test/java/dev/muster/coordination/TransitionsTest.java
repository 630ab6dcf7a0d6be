package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.TaskState;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of ARCHITECTURE 5, written down a second time. */
final class TransitionsTest {
  private static final String LAWFUL =
      """
      SUBMITTED ACCEPT          READY
      SUBMITTED CANCEL          CANCELLED
      SUBMITTED LOSE_DEPENDENCY CANCELLED
      READY     ADMIT           LEASED
      READY     CANCEL          CANCELLED
      READY     LOSE_DEPENDENCY CANCELLED
      LEASED    CLAIM           RUNNING
      LEASED    UNCLAIMED       READY
      LEASED    CANCEL          CANCELLED
      RUNNING   CLAIM           RUNNING
      RUNNING   SUCCEED         SUCCEEDED
      RUNNING   FAIL            FAILED
      RUNNING   LEAVE_UNKNOWN   UNKNOWN
      RUNNING   RETRY           READY
      RUNNING   GIVE_UP         FAILED
      RUNNING   BURY            DEAD
      RUNNING   CANCEL          CANCELLED
      """;

  @Test
  void every_event_in_every_state_leads_where_the_table_says_or_is_refused() {
    Map<String, TaskState> lawful = new HashMap<>();
    LAWFUL
        .lines()
        .map(line -> line.split(" +", -1))
        .forEach(word -> lawful.put(word[0] + " " + word[1], TaskState.valueOf(word[2])));
    int met = 0;
    for (TaskState state : TaskState.values()) {
      for (TaskEvent event : TaskEvent.values()) {
        TaskState expected = lawful.get(state + " " + event);
        assertEquals(expected, Transitions.next(state, event), state + " " + event);
        met += expected == null ? 0 : 1;
      }
    }
    assertEquals(17, met, "every line of the table names a state and an event that exist");
  }

  @Test
  void an_ended_task_never_changes() {
    for (TaskState state : TaskState.values()) {
      for (TaskEvent event : TaskEvent.values()) {
        if (state.terminal()) {
          assertNull(Transitions.next(state, event), state + " " + event);
        }
      }
    }
  }
}
