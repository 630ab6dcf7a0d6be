package dev.muster.lab.contention;

import static dev.muster.lab.contention.Plans.edit;
import static dev.muster.lab.contention.Plans.landings;
import static dev.muster.lab.contention.Plans.met;
import static dev.muster.lab.contention.Plans.replay;
import static dev.muster.lab.contention.Plans.task;
import static dev.muster.lab.contention.Strategy.FIRST_COME;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.LineRange;
import dev.muster.lab.contention.TaskRun.Conflict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {
  @Test
  void two_agents_work_three_tasks_in_the_order_of_their_arrival() {
    // A 0..10, B 1..5, C arrives at 2 and waits for B's agent: 5..8.
    List<TaskRun> tasks =
        replay(2, FIRST_COME, task(0, 0, 10, 1), task(1, 1, 4, .4), task(2, 2, 3, .3));
    assertEquals(List.of(10.0, 5.0, 8.0), landings(tasks));
    var figures = new Figures();
    figures.add(tasks);
    assertEquals(.3, figures.throughput(), 1e-12);
    assertEquals((10 + 4 + 6) / 3.0, figures.meanTime(), 1e-12);
    assertEquals(6, figures.medianTime(), 1e-12);
    assertEquals(0, figures.heldShare());
  }

  @Test
  void the_shuffled_queue_goes_by_its_draw() {
    // One agent; the draws of tasks 0, 1, 2 are 1, 1/2, 1/3, and all are there when it looks.
    List<TaskRun> tasks =
        replay(1, Strategy.SHUFFLED, task(0, 0, 5, 0), task(1, 1, 4, 0), task(2, 2, 3, 0));
    assertEquals(List.of(5.0, 12.0, 8.0), landings(tasks));
  }

  @Test
  void tasks_conflict_while_both_have_a_file_edited_and_not_landed() {
    // a: A has it from 4 to 10, B from 2 to 5, C from 11 on. C shares it with nobody in time.
    List<TaskRun> tasks =
        replay(
            2,
            FIRST_COME,
            task(0, 0, 10, 1, edit("a", 4)),
            task(1, 1, 4, .4, edit("a", 1)),
            task(2, 10, 3, .3, edit("a", 1)));
    assertEquals(List.of(0, 1), met(Conflict.FILE, tasks));
    assertEquals(List.of(0, 1), met(Conflict.BESIDE, tasks));
  }

  @Test
  void tasks_that_edit_one_file_after_each_other_are_beside_but_do_not_conflict() {
    // A edits a at 9 and lands at 10; B has scouted at 1, edits a at 2 and lands at 4.
    List<TaskRun> tasks =
        replay(2, FIRST_COME, task(0, 0, 10, 1, edit("a", 9)), task(1, 0, 4, 1, edit("a", 2)));
    assertEquals(List.of(), met(Conflict.FILE, tasks));
    assertEquals(List.of(0, 1), met(Conflict.BESIDE, tasks));
  }

  @Test
  void scouting_beside_an_edit_is_no_conflict() {
    // B scouts from 9 to 11; A lands at 10.
    List<TaskRun> tasks =
        replay(2, FIRST_COME, task(0, 0, 10, 1, edit("a", 2)), task(1, 9, 20, 2, edit("a", 3)));
    assertEquals(List.of(), met(Conflict.BESIDE, tasks));
  }

  @Test
  void hub_files_are_counted_apart() {
    List<TaskRun> tasks =
        replay(
            2,
            FIRST_COME,
            task(0, 0, 10, 1, edit("x/go.mod", 2)),
            task(1, 0, 9, 1, edit("x/go.mod", 3)));
    assertEquals(List.of(), met(Conflict.FILE, tasks));
    assertEquals(List.of(), met(Conflict.BESIDE, tasks));
    assertEquals(List.of(0, 1), met(Conflict.ANY_FILE, tasks));
  }

  @Test
  void lines_at_most_fifteen_apart_are_close() {
    // 10-20 and 35-40 are 15 apart, 35-40 and 56-60 are 16 apart.
    List<TaskRun> tasks =
        replay(
            3,
            FIRST_COME,
            task(0, 0, 10, 1, edit("a", 2, new LineRange(10, 20))),
            task(1, 0, 10, 1, edit("a", 2, new LineRange(35, 40))),
            task(2, 0, 10, 1, edit("a", 2, new LineRange(56, 60))));
    assertEquals(List.of(0, 1, 2), met(Conflict.FILE, tasks));
    assertEquals(List.of(0, 1), met(Conflict.LINES, tasks));
  }

  @Test
  void a_task_counts_once_however_often_it_conflicts() {
    var figures = new Figures();
    figures.add(
        replay(
            4,
            FIRST_COME,
            task(0, 0, 10, 1, edit("a", 2), edit("b", 3)),
            task(1, 0, 10, 1, edit("a", 2)),
            task(2, 0, 10, 1, edit("b", 2)),
            task(3, 0, 10, 1, edit("c", 2))));
    assertEquals(75, figures.per100(Conflict.FILE));
  }
}
