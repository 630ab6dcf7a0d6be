package dev.muster.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One instance of a message is shared by many threads, so none may change. */
final class CopiesTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

  private final Agent agent =
      new Agent(
          AgentId.next(NOW, new Random(5)),
          "a1",
          "exec",
          List.of("java"),
          List.of(),
          AgentState.FREE,
          NOW,
          NOW,
          null,
          null,
          0,
          0,
          false);

  @Test
  void a_roster_does_not_change_with_the_list_it_was_made_of() {
    var agents = new ArrayList<>(List.of(agent));
    var roster = new AgentRoster(agents);
    agents.clear();
    assertEquals(List.of(agent), roster.agents());
  }

  @Test
  void a_roster_cannot_be_changed() {
    var roster = new AgentRoster(List.of(agent));
    assertThrows(UnsupportedOperationException.class, () -> roster.agents().clear());
  }

  @Test
  void a_picture_does_not_change_with_the_counts_it_was_made_of() {
    var counts = new EnumMap<TaskState, Long>(Map.of(TaskState.READY, 3L));
    var picture =
        new FleetPicture(
            "default",
            Mode.FALLBACK,
            "no_model",
            7,
            NOW,
            counts,
            List.of(agent),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new FileRules(300, List.of("pom.xml")));
    counts.put(TaskState.READY, 4L);
    assertEquals(Map.of(TaskState.READY, 3L), picture.taskCounts());
  }
}
