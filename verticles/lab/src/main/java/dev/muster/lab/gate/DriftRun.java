package dev.muster.lab.gate;

import dev.muster.lab.learning.World;
import dev.muster.lab.swarm.Arrivals;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.lab.swarm.Oracle;
import dev.muster.lab.swarm.Outcome;
import dev.muster.lab.swarm.Reward;
import dev.muster.learning.DriftWatch;
import java.util.Arrays;
import java.util.List;

/** A life through a change of the world. */
final class DriftRun {
  /** Tasks after the change at which a policy is held against the oracle. */
  static final List<Integer> MARKS = List.of(300, 600, 1_000, 2_000, 3_000);

  private static final int BEFORE = 4_000;

  private final World before;
  private final Habit habit;
  private final long seed;
  private final Life life;
  private DriftWatch watch = new DriftWatch();
  private int falseAlarms;

  /** Lives the tasks before the change. */
  DriftRun(World before, Habit habit, long seed) {
    this.before = before;
    this.habit = habit;
    this.seed = seed;
    this.life = new Life(habit.keep, seed);
    for (int i = 0; i < BEFORE; i++) {
      falseAlarms += step(life, before, i) ? 1 : 0;
    }
  }

  /**
   * What came of it.
   *
   * @param gaps closed at each mark
   * @param falseAlarms before the change
   * @param delay tasks until the first alarm after it, {@link Runs#NEVER} when there was none
   */
  record Became(List<Double> gaps, int falseAlarms, int delay) {}

  /** Lives on in another world; this run stays as it is. */
  Became after(Shift shift, Oracle oracle) {
    World world = shift.of(before);
    Life later = life.copy(seed);
    DriftWatch.Snapshot watched = watch.snapshot();
    if (habit == Habit.TOLD) {
      later.reset();
    }
    double[] gaps = new double[MARKS.size()];
    int delay = Runs.NEVER;
    for (int i = 1; i <= MARKS.getLast(); i++) {
      if (step(later, world, BEFORE + i)) {
        delay = Math.min(delay, i);
      }
      int mark = MARKS.indexOf(i);
      if (mark >= 0) {
        gaps[mark] = world.closedGap(later.surface(), oracle);
      }
    }
    watch = new DriftWatch(watched);
    return new Became(Arrays.stream(gaps).boxed().toList(), falseAlarms, delay);
  }

  private boolean step(Life alive, World world, int number) {
    LatentTask task = new Arrivals(world.lab().parameters(), seed).task(number);
    double[] features = world.features(task);
    int n = alive.choose(world, task, features);
    Outcome outcome = world.lab().happened(task, n);
    double[] measured = World.measured(outcome);
    double[] missed = alive.missed(features, n, measured);
    alive.learn(features, n, measured);
    double reward = new Reward(world.lab().parameters()).of(task, outcome);
    boolean alarm = habit.watches && watch.see(missed, reward);
    if (alarm) {
      alive.alarmed();
    }
    return alarm;
  }
}
