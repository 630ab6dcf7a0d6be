package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.AgentState;
import dev.muster.contract.FailureCode;
import dev.muster.contract.RecordEdits;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a session is at work, silent or over. */
final class SessionLifeTest {
  @AutoClose private final Swarm swarm;
  private final Desk desk;

  SessionLifeTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    desk = new Desk(swarm);
  }

  @Test
  void a_sign_of_life_is_written_every_five_seconds_at_most() {
    desk.open("one");
    var opened = swarm.now();
    swarm.passSeconds(5);
    desk.rest("one");
    assertEquals(opened, desk.describe("one", null).getFirst().lastAt());

    swarm.pass(Duration.ofMillis(1));
    desk.rest("one");

    assertEquals(swarm.now(), desk.describe("one", null).getFirst().lastAt());
  }

  @Test
  void a_session_is_offline_after_thirty_silent_minutes_and_not_before() {
    desk.open("one");
    swarm.pass(Duration.ofMinutes(30));
    swarm.sweep();
    assertEquals(AgentState.FREE, state("claude-one"));

    swarm.pass(Duration.ofMillis(1));
    swarm.sweep();

    assertEquals(AgentState.OFFLINE, state("claude-one"));
    assertEquals("idle", swarm.stored("SELECT closed_why FROM session"));
  }

  @Test
  void a_session_that_was_only_silent_goes_on_with_any_call() {
    desk.open("one");
    swarm.pass(Duration.ofMinutes(31));
    swarm.sweep();

    desk.edit("one", "A.java");

    assertEquals(AgentState.FREE, state("claude-one"));
    assertEquals(List.of("registered", "went_offline", "returned"), desk.causes("claude-one"));
  }

  @Test
  void a_session_that_ended_goes_on_only_with_a_prompt() {
    desk.open("one");
    desk.close("one");
    desk.edit("one", "A.java");
    desk.rest("one");
    assertEquals(AgentState.OFFLINE, state("claude-one"));

    desk.prompt("one");

    assertEquals(AgentState.BUSY, state("claude-one"));
    assertEquals(1, desk.describe("one", null).size());
  }

  @Test
  void to_close_a_session_twice_changes_nothing() {
    desk.working("one");
    desk.close("one");
    long newest = desk.picture().seq();

    assertEquals(TaskState.UNKNOWN, desk.close("one").taskState());

    assertEquals(newest, desk.picture().seq());
  }

  @Test
  void a_session_that_nobody_opened_is_not_found() {
    assertEquals(FailureCode.NOT_FOUND, Swarm.refusal(() -> desk.prompt("one")));
    assertEquals(FailureCode.NOT_FOUND, Swarm.refusal(() -> desk.rest("one")));
    assertEquals(FailureCode.NOT_FOUND, Swarm.refusal(() -> desk.close("one")));
    assertEquals(FailureCode.NOT_FOUND, Swarm.refusal(() -> desk.test("one", 0)));
  }

  @Test
  void sessions_outlive_any_sleep_of_the_machine_and_a_restart() {
    TaskId id = desk.working("one");
    desk.declare("one", "A.java");
    swarm.sweep();
    swarm.sleep(Duration.ofHours(9));
    swarm.sweep();
    assertEquals(TaskState.RUNNING, swarm.state(id));
    assertEquals(1, desk.picture().declarations().size());

    swarm.restart();
    swarm.sweep();

    assertEquals(TaskState.RUNNING, swarm.state(id));
    assertEquals(AgentState.BUSY, state("claude-one"));
  }

  @Test
  void edits_of_a_session_that_nobody_opened_are_kept_all_the_same() {
    assertEquals(2, desk.edit("stranger", "A.java", "B.java").files());
    assertEquals(1, desk.unleased("stranger", "C.java").unleased());

    assertEquals("3", swarm.stored("SELECT COUNT(*) FROM session_edit"));
    assertNull(desk.picture().unleasedEdits().getFirst().agent());
  }

  @Test
  void edits_of_nobody_in_particular_count_only_as_unleased() {
    var recorded =
        Swarm.await(
            swarm.coordination().sessions().edits(new RecordEdits(null, List.of(), List.of())));

    assertEquals(0, recorded.files());
    assertEquals(1, desk.unleased(null, "A.java").unleased());
    assertEquals("0", swarm.stored("SELECT COUNT(*) FROM session_edit"));
    assertFalse(desk.picture().unleasedEdits().isEmpty());
  }

  private AgentState state(String name) {
    return desk.picture().agents().stream()
        .filter(agent -> agent.name().equals(name))
        .findFirst()
        .orElseThrow()
        .state();
  }
}
