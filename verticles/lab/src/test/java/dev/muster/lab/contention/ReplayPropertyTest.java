package dev.muster.lab.contention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.lab.contention.TaskRun.Conflict;
import dev.muster.lab.contention.TaskRun.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayPropertyTest {
  private static final int AGENTS = 4;
  private static final List<Strategy> STRATEGIES =
      List.of(
          Strategy.FIRST_COME,
          Strategy.SHUFFLED,
          Strategy.LEASE_WAIT,
          Strategy.leaseSwitch(.1),
          Strategy.declareAndPark(1, 30),
          Strategy.declareAndPark(.7, 5),
          Strategy.declareAndPark(.85, 30, true, .1, ", lines"));

  /** Few files, so that nearly every task meets another. */
  private static CommitTrace hot(long seed) {
    var random = new Random(seed);
    var commits = new ArrayList<PastCommit>();
    for (int i = 0; i < 60; i++) {
      var files = new ArrayList<TouchedFile>();
      for (int file = 0; file < 8; file++) {
        if (random.nextInt(3) == 0) {
          files.add(Plans.file("file" + file));
        }
      }
      commits.add(new PastCommit("c" + i, random.nextInt(500), files));
    }
    return new CommitTrace("hot", false, commits, "");
  }

  @Test
  void every_task_lands_once_under_every_strategy_and_never_before_its_work_is_done() {
    for (long seed = 1; seed <= 40; seed++) {
      for (double load : List.of(.6, .95, Workload.BACKLOG)) {
        List<PlannedTask> plan = new Workload(AGENTS, load, 80).tasks(hot(seed), seed);
        double all = plan.stream().mapToDouble(PlannedTask::work).sum();
        for (Strategy strategy : STRATEGIES) {
          String which = "seed " + seed + ", load " + load + ", " + strategy.label();
          List<TaskRun> tasks = Replay.run(plan, AGENTS, strategy);
          assertEquals(plan, tasks.stream().map(TaskRun::plan).toList(), which);
          double last = 0;
          for (TaskRun task : tasks) {
            assertEquals(Place.LANDED, task.place(), which);
            double earliest = task.plan().arrival() + task.plan().work() + task.heldMinutes();
            assertTrue(task.landedAt() > earliest - 1e-6, which);
            last = Math.max(last, task.landedAt());
          }
          assertTrue(last > all / AGENTS - 1e-6, which);
        }
      }
    }
  }

  @Test
  void leases_and_unbounded_parking_after_complete_declarations_leave_no_conflict() {
    var unbounded = Strategy.declareAndPark(1, 1e9);
    for (long seed = 1; seed <= 40; seed++) {
      List<PlannedTask> plan = new Workload(AGENTS, .8, 80).tasks(hot(seed), seed);
      for (Strategy strategy : List.of(Strategy.LEASE_WAIT, unbounded)) {
        assertEquals(
            List.of(),
            Plans.met(Conflict.FILE, Replay.run(plan, AGENTS, strategy)),
            strategy.label() + ", seed " + seed);
      }
      assertEquals(List.of(), Plans.met(Conflict.BESIDE, Replay.run(plan, AGENTS, unbounded)));
    }
  }

  @Test
  void one_agent_conflicts_with_nobody() {
    List<PlannedTask> plan = new Workload(1, Workload.BACKLOG, 50).tasks(hot(7), 7);
    assertEquals(List.of(), Plans.met(Conflict.ANY_FILE, Replay.run(plan, 1, Strategy.FIRST_COME)));
  }

  @Test
  void the_same_seed_gives_the_same_figures() {
    for (Strategy strategy : STRATEGIES) {
      assertEquals(figures(3, strategy), figures(3, strategy));
    }
    assertTrue(!figures(3, STRATEGIES.getFirst()).equals(figures(4, STRATEGIES.getFirst())));
  }

  private static List<Double> figures(long seed, Strategy strategy) {
    return Plans.landings(
        Replay.run(new Workload(AGENTS, .8, 100).tasks(hot(1), seed), AGENTS, strategy));
  }
}
