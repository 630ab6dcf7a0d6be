package dev.muster.lab.contention;

import static dev.muster.lab.contention.Plans.edit;
import static dev.muster.lab.contention.Plans.landings;
import static dev.muster.lab.contention.Plans.met;
import static dev.muster.lab.contention.Plans.replay;
import static dev.muster.lab.contention.Plans.task;
import static dev.muster.lab.contention.Strategy.LEASE_WAIT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.lab.contention.TaskRun.Conflict;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseRulesTest {
  private static final Strategy SWITCH = Strategy.leaseSwitch(.1);

  /** Two agents; B meets A's lease on a at 3, C is in the queue. */
  private static final List<PlannedTask> THREE =
      List.of(task(0, 0, 10, 1, edit("a", 2)), task(1, 0, 4, 1, edit("a", 3)), task(2, 0, 5, 1));

  @Test
  void who_waits_for_a_lease_keeps_the_agent() {
    // B stands still from 3 to 10 and then works its last minute; C begins when A's agent is free.
    List<TaskRun> tasks = Replay.run(THREE, 2, LEASE_WAIT);
    assertEquals(List.of(10.0, 11.0, 15.0), landings(tasks));
    assertEquals(7, tasks.get(1).heldMinutes(), 1e-12);
    assertEquals(List.of(), met(Conflict.FILE, tasks));
  }

  @Test
  void who_switches_gives_the_agent_to_the_next_task_and_pays_for_coming_back() {
    // C 3..8 on B's agent; B may go on at 10, for 0.4 of toll and its last minute.
    List<TaskRun> tasks = Replay.run(THREE, 2, SWITCH);
    assertEquals(10, tasks.get(0).landedAt(), 1e-12);
    assertEquals(11.4, tasks.get(1).landedAt(), 1e-12);
    assertEquals(8, tasks.get(2).landedAt(), 1e-12);
    assertEquals(7, tasks.get(1).heldMinutes(), 1e-12);
    assertEquals(List.of(), met(Conflict.FILE, tasks));
  }

  @Test
  void the_youngest_holder_in_a_circle_commits_what_it_has_and_releases() {
    // A has a at 1 and wants b at 3; B has b at 2 and wants a at 4. B commits b: A goes on at 4.
    List<TaskRun> tasks =
        replay(
            2,
            LEASE_WAIT,
            task(0, 0, 4, 0, edit("a", 1), edit("b", 3)),
            task(1, 0, 6, 0, edit("b", 2), edit("a", 4)));
    assertEquals(List.of(5.0, 7.0), landings(tasks));
    assertEquals(List.of(), met(Conflict.FILE, tasks));
  }

  @Test
  void the_edits_of_a_task_that_was_put_back_are_in_its_branch_and_may_conflict() {
    // B edits b at 1, meets a at 3 and goes back; C edits b at 3 + 1 while B's edit has not landed.
    List<TaskRun> tasks =
        replay(
            2,
            SWITCH,
            task(0, 0, 10, 0, edit("a", 2)),
            task(1, 0, 4, 0, edit("b", 1), edit("a", 3)),
            task(2, 0, 5, 0, edit("b", 1)));
    assertEquals(List.of(1, 2), met(Conflict.FILE, tasks));
  }

  @Test
  void hub_files_are_not_leased() {
    List<TaskRun> tasks =
        replay(
            2,
            LEASE_WAIT,
            task(0, 0, 10, 0, edit("yarn.lock", 2)),
            task(1, 0, 4, 0, edit("yarn.lock", 3)));
    assertEquals(List.of(10.0, 4.0), landings(tasks));
  }
}
