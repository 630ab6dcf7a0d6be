package dev.muster.lab.gate;

import dev.muster.lab.figures.BenchRow;
import dev.muster.lab.figures.BenchRow.Origin;
import dev.muster.lab.figures.Interval;
import dev.muster.lab.learning.World;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.Oracle;
import dev.muster.lab.swarm.SensorMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** How fast a policy recovers from a change of the world, and what lies cost (METRICS 9). */
final class DriftBench {
  private static final World BEFORE = new World(Lab.USUAL, SensorMap.USUAL);
  private static final int TEST_TASKS = 600;
  private static final long TEST_SEED = 1_000_000;
  private static final int INFORMED_TASKS = 4_000;

  private final int seeds;
  private final Consumer<String> progress;
  private final List<BenchRow> rows = new ArrayList<>();

  DriftBench(int seeds, Consumer<String> progress) {
    this.seeds = seeds;
    this.progress = progress;
  }

  List<BenchRow> rows() {
    Map<Shift, Oracle> oracles = new EnumMap<>(Shift.class);
    Map<Shift, Double> ceilings = new EnumMap<>(Shift.class);
    for (Shift shift : Shift.values()) {
      progress.accept("the world after " + shift.label());
      World world = shift.of(BEFORE);
      Oracle oracle = Oracle.of(world.lab(), TEST_SEED, TEST_TASKS);
      oracles.put(shift, oracle);
      ceilings.put(shift, world.closedGap(world.informed(INFORMED_TASKS), oracle));
    }
    Map<Habit, List<Map<Shift, DriftRun.Became>>> all = new EnumMap<>(Habit.class);
    for (Habit habit : Habit.values()) {
      all.put(habit, lives(habit, oracles));
    }
    for (Shift shift : Shift.values()) {
      gaps(shift, all, ceilings.getOrDefault(shift, Double.NaN));
    }
    alarms(all.getOrDefault(Habit.WATCHES, List.of()));
    poison();
    return rows;
  }

  private List<Map<Shift, DriftRun.Became>> lives(Habit habit, Map<Shift, Oracle> oracles) {
    var done = new AtomicInteger();
    return LongStream.rangeClosed(1, seeds)
        .parallel()
        .mapToObj(seed -> {
          var run = new DriftRun(BEFORE, habit, seed);
          Map<Shift, DriftRun.Became> became = new EnumMap<>(Shift.class);
          oracles.forEach((shift, oracle) -> became.put(shift, run.after(shift, oracle)));
          progress.accept(
              "%s, %d of %d seeds".formatted(habit.label(), done.incrementAndGet(), seeds));
          return became;
        })
        .toList();
  }

  private void gaps(
      Shift shift, Map<Habit, List<Map<Shift, DriftRun.Became>>> all, double ceiling) {
    for (int i = 0; i < DriftRun.MARKS.size(); i++) {
      int mark = i;
      Map<Habit, double[]> gaps = new EnumMap<>(Habit.class);
      all.forEach((habit, lives) ->
          gaps.put(
              habit,
              lives.stream()
                  .map(life -> life.get(shift))
                  .mapToDouble(became -> became == null ? Double.NaN : became.gaps().get(mark))
                  .toArray()));
      double none = mean(gaps.getOrDefault(Habit.KEEPS_ALL, new double[0]));
      gaps.forEach((habit, values) ->
          add(
              "closed_gap_%d_after_%s_%s"
                  .formatted(DriftRun.MARKS.get(mark), shift.label(), habit.label()),
              values,
              none,
              ceiling));
    }
  }

  private void alarms(List<Map<Shift, DriftRun.Became>> lives) {
    for (Shift shift : Shift.values()) {
      int[] delays =
          lives.stream()
              .map(life -> life.get(shift))
              .mapToInt(became -> became == null ? Runs.NEVER : became.delay())
              .toArray();
      add("alarmed_" + shift.label(), Runs.share(delays), Double.NaN, 1);
      add("tasks_to_alarm_" + shift.label(), Runs.median(delays), Double.NaN, Double.NaN);
    }
    double[] alarms =
        lives.stream()
            .map(life -> life.get(Shift.MIX))
            .mapToDouble(became -> became == null ? Double.NaN : became.falseAlarms())
            .toArray();
    add("false_alarms_in_4000", alarms, Double.NaN, 0);
  }

  private void poison() {
    progress.accept("lies, " + seeds + " seeds");
    Oracle oracle = Oracle.of(BEFORE.lab(), TEST_SEED, TEST_TASKS);
    List<Poison.Became> clean = poisoned(false, true, oracle);
    List<Poison.Became> bare = poisoned(false, false, oracle);
    List<Poison.Became> gated = poisoned(true, true, oracle);
    List<Poison.Became> open = poisoned(true, false, oracle);
    double[] cost = new double[seeds];
    double[] costOpen = new double[seeds];
    for (int i = 0; i < seeds; i++) {
      cost[i] = clean.get(i).gap() - gated.get(i).gap();
      costOpen[i] = bare.get(i).gap() - open.get(i).gap();
    }
    add("closed_gap_clean", gaps(clean), mean(gaps(bare)), Double.NaN);
    add("closed_gap_poisoned", gaps(gated), mean(gaps(open)), mean(gaps(clean)));
    add("cost_of_poison", cost, mean(costOpen), 0);
    add("lies_learned", values(gated, Poison.Became::liesLearned), 1, 0);
    add("honest_quarantined", values(clean, Poison.Became::honestLost), 0, 0);
  }

  private List<Poison.Became> poisoned(boolean lies, boolean gated, Oracle oracle) {
    return LongStream.rangeClosed(1, seeds)
        .parallel()
        .mapToObj(seed -> Poison.of(BEFORE, lies, gated, seed, oracle))
        .toList();
  }

  private static double[] gaps(List<Poison.Became> runs) {
    return values(runs, Poison.Became::gap);
  }

  private static double[] values(List<Poison.Became> runs, ToDoubleFunction<Poison.Became> of) {
    return runs.stream().mapToDouble(of).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private void add(String metric, double[] values, double baseline, double ceiling) {
    add(metric, Interval.mean(values), baseline, ceiling);
  }

  private void add(String metric, Interval ours, double baseline, double ceiling) {
    Origin origin = Origin.lab(seeds, "lab, usual sensors");
    rows.add(new BenchRow(metric, ours, baseline, ceiling, origin));
  }
}
