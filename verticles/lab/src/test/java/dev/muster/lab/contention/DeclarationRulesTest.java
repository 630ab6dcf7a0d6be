package dev.muster.lab.contention;

import static dev.muster.lab.contention.Plans.edit;
import static dev.muster.lab.contention.Plans.landings;
import static dev.muster.lab.contention.Plans.met;
import static dev.muster.lab.contention.Plans.replay;
import static dev.muster.lab.contention.Plans.task;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.LineRange;
import dev.muster.lab.contention.TaskRun.Conflict;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclarationRulesTest {
  private static final Strategy COMPLETE = Strategy.declareAndPark(1, 30);

  /** Two agents; A and B declare a at 1, A first; C is in the queue. */
  private static final List<PlannedTask> THREE =
      List.of(
          task(0, 0, 10, 1, edit("a", 2)),
          task(1, 0, 6, 1, edit("a", 3)),
          task(2, 0, 4, 1, edit("b", 2)));

  @Test
  void who_declares_second_is_parked_until_the_first_has_landed_and_does_not_scout_again() {
    // C 1..5 on B's agent; B goes on at 10 with 5 of its 6 minutes left.
    List<TaskRun> tasks = Replay.run(THREE, 2, COMPLETE);
    assertEquals(List.of(10.0, 15.0, 5.0), landings(tasks));
    assertEquals(9, tasks.get(1).heldMinutes(), 1e-12);
    assertEquals(List.of(), met(Conflict.FILE, tasks));
    assertEquals(List.of(), met(Conflict.BESIDE, tasks));
  }

  @Test
  void past_the_bound_a_parked_task_goes_on_and_conflicts() {
    // Parked at 1 for 4 minutes; at 5 C's agent is free; B edits a at 7 and lands at 10.
    List<TaskRun> tasks = Replay.run(THREE, 2, Strategy.declareAndPark(1, 4));
    assertEquals(List.of(10.0, 10.0, 5.0), landings(tasks));
    assertEquals(List.of(0, 1), met(Conflict.FILE, tasks));
  }

  @Test
  void a_toll_is_worked_before_a_parked_task_goes_on() {
    List<TaskRun> tasks =
        Replay.run(THREE, 2, Strategy.declareAndPark(1, 30, false, .5, ", again"));
    assertEquals(18, tasks.get(1).landedAt(), 1e-12);
  }

  @Test
  void a_parked_declaration_blocks_nobody_and_waits_for_who_began_meanwhile() {
    // B waits for A (a, until 10). C declares b at 2 and goes on, to 15: B waits for C too.
    List<TaskRun> tasks =
        replay(
            2,
            COMPLETE,
            task(0, 0, 10, 1, edit("a", 2)),
            task(1, 0, 6, 1, edit("a", 3), edit("b", 4)),
            task(2, 1, 14, 1, edit("b", 2)));
    assertEquals(List.of(10.0, 20.0, 15.0), landings(tasks));
    assertEquals(List.of(), met(Conflict.FILE, tasks));
  }

  @Test
  void a_file_that_nobody_declared_stops_nobody() {
    Strategy incomplete = Strategy.declareAndPark(.85, 30);
    List<TaskRun> tasks =
        replay(
            2,
            incomplete,
            task(0, 0, 10, 1, edit("a", 2, .9)),
            task(1, 0, 6, 1, edit("a", 3, 0.0)));
    assertEquals(List.of(10.0, 6.0), landings(tasks));
    assertEquals(List.of(0, 1), met(Conflict.FILE, tasks));
  }

  @Test
  void an_edit_that_was_not_declared_takes_a_lease_that_a_later_declaration_meets() {
    // A edits a at 2 without having said so; B declares a at 3 and is parked until 10.
    List<TaskRun> tasks =
        replay(
            2,
            Strategy.declareAndPark(.85, 30),
            task(0, 0, 10, 1, edit("a", 2, .9)),
            task(1, 2, 6, 1, edit("a", 3, 0.0)));
    assertEquals(List.of(10.0, 15.0), landings(tasks));
  }

  @Test
  void lines_far_apart_park_nobody_when_lines_are_declared() {
    List<PlannedTask> far =
        List.of(
            task(0, 0, 10, 1, edit("a", 2, new LineRange(1, 5))),
            task(1, 0, 6, 1, edit("a", 3, new LineRange(90, 95))));
    Strategy lines = Strategy.declareAndPark(1, 30, true, 0, ", lines");
    assertEquals(List.of(10.0, 6.0), landings(Replay.run(far, 2, lines)));
    assertEquals(List.of(10.0, 15.0), landings(Replay.run(far, 2, COMPLETE)));
  }

  @Test
  void hub_files_park_nobody() {
    List<TaskRun> tasks =
        replay(
            2,
            COMPLETE,
            task(0, 0, 10, 1, edit("CHANGELOG.md", 2)),
            task(1, 0, 6, 1, edit("CHANGELOG.md", 3)));
    assertEquals(List.of(10.0, 6.0), landings(tasks));
  }
}
