package dev.muster.lab.learning;

import dev.muster.lab.figures.BenchRow;
import dev.muster.lab.figures.BenchRow.Origin;
import dev.muster.lab.figures.Interval;
import dev.muster.lab.learning.LearningRun.Mark;
import dev.muster.lab.learning.Policy.Exploration;
import dev.muster.lab.swarm.Oracle;
import dev.muster.lab.swarm.Score;
import dev.muster.learning.Learner;
import dev.muster.learning.Prior;
import dev.muster.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** How fast one surface for all n learns, beside other policies and what the features allow. */
final class LearningBench {
  /** Tasks that the ceiling was shown every n of. */
  static final int INFORMED_TASKS = 40_000;

  private static final List<Integer> MARKS = List.of(250, 1_000, 8_000);
  private static final int LAST = MARKS.size() - 1;
  private static final int TEST_TASKS = 5_000;
  private static final long TEST_SEED = 1_000_000;

  private static final String OURS = "";
  private static final String ARMS = "_per_arm";

  private final World world;
  private final LearningRun run;
  private final Origin origin;
  private final Map<String, Policy.Kind> kinds = new LinkedHashMap<>();

  /** With {@code brief} only ours and the five models live; {@code origin} says how often. */
  LearningBench(World world, Origin origin, boolean brief) {
    this.world = world;
    this.run = new LearningRun(world);
    this.origin = origin;
    Prior prior = Prior.lab();
    kinds.put(OURS, new Policy.Kind(true, Learner.KEEP, prior, Exploration.SQUARE_CB));
    kinds.put(ARMS, new Policy.Kind(false, Learner.KEEP, Prior.none(), Exploration.SQUARE_CB));
    if (!brief) {
      others(prior);
    }
  }

  private void others(Prior prior) {
    kinds.put(
        "_no_prior", new Policy.Kind(true, Learner.KEEP, Prior.none(), Exploration.SQUARE_CB));
    kinds.put("_greedy", new Policy.Kind(true, Learner.KEEP, prior, Exploration.GREEDY));
    kinds.put("_epsilon", new Policy.Kind(true, Learner.KEEP, prior, Exploration.EPSILON));
    kinds.put(
        "_per_arm_uniform",
        new Policy.Kind(false, Learner.KEEP, Prior.none(), Exploration.UNIFORM));
  }

  /**
   * What became of one seed.
   *
   * @param lives of each kind of policy, at each mark
   * @param constant what the best constant n earned until each mark
   * @param informed what the ceiling earned until each mark
   */
  private record Seed(
      Map<String, List<Mark>> lives, Score ceiling, List<Double> constant, List<Double> informed) {
    Mark of(String kind, int mark) {
      return lives.getOrDefault(kind, List.of()).get(mark);
    }
  }

  List<BenchRow> rows(Runnable progress) {
    Model informed = world.informed(INFORMED_TASKS);
    List<Seed> done =
        LongStream.rangeClosed(1, origin.seeds())
            .parallel()
            .mapToObj(seed -> {
              Seed became = seed(seed, informed);
              progress.run();
              return became;
            })
            .toList();
    return rows(done);
  }

  private Seed seed(long seed, Model informed) {
    Oracle oracle = Oracle.of(world.lab(), TEST_SEED + seed, TEST_TASKS);
    var lives = new LinkedHashMap<String, List<Mark>>();
    kinds.forEach(
        (name, kind) -> lives.put(name, run.run(new Policy(world, kind), oracle, seed, MARKS)));
    return new Seed(
        lives,
        oracle.score(expected -> world.best(informed, expected.task())),
        run.earned(oracle.bestConstant(), seed, MARKS),
        run.earned(informed, seed, MARKS));
  }

  private List<BenchRow> rows(List<Seed> seeds) {
    var rows = new ArrayList<BenchRow>();
    for (int i = 0; i <= LAST; i++) {
      rows.add(row("closed_gap_" + MARKS.get(i), OURS, seeds, i, Score::closedGap));
    }
    Map<String, ToDoubleFunction<Score>> at8000 = new LinkedHashMap<>();
    at8000.put("coordination_accuracy", Score::within5);
    at8000.put("coordination_accuracy_10", Score::within10);
    at8000.put("within_one_band", Score::withinOneBand);
    at8000.put("same_band", Score::sameBand);
    at8000.forEach((metric, of) -> rows.add(row(metric, OURS, seeds, LAST, of)));
    kinds.keySet().stream()
        .filter(kind -> !kind.equals(OURS) && !kind.equals(ARMS))
        .forEach(kind -> {
          for (int i = 0; i <= LAST; i++) {
            rows.add(row("closed_gap_" + MARKS.get(i), kind, seeds, i, Score::closedGap));
          }
        });
    kinds.keySet().forEach(kind -> rows.addAll(earned(kind, seeds)));
    return rows;
  }

  private BenchRow row(
      String metric, String kind, List<Seed> seeds, int mark, ToDoubleFunction<Score> of) {
    return new BenchRow(
        metric + kind,
        interval(seeds, seed -> of.applyAsDouble(seed.of(kind, mark).score())),
        interval(seeds, seed -> of.applyAsDouble(seed.of(ARMS, mark).score())).value(),
        interval(seeds, seed -> of.applyAsDouble(seed.ceiling())).value(),
        origin);
  }

  private List<BenchRow> earned(String kind, List<Seed> seeds) {
    var rows = new ArrayList<BenchRow>();
    for (int i = 1; i <= LAST; i++) {
      int mark = i;
      rows.add(
          new BenchRow(
              "reward_" + MARKS.get(mark) + kind,
              interval(seeds, seed -> seed.of(kind, mark).earned()),
              interval(seeds, seed -> seed.constant().get(mark)).value(),
              interval(seeds, seed -> seed.informed().get(mark)).value(),
              origin));
    }
    return rows;
  }

  private static Interval interval(List<Seed> seeds, ToDoubleFunction<Seed> of) {
    return Interval.mean(seeds.stream().mapToDouble(of).toArray());
  }
}
