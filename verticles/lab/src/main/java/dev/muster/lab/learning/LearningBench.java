package dev.muster.lab.learning;

import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.Oracle;
import dev.muster.lab.swarm.Score;
import dev.muster.lab.swarm.SensorMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** How fast one surface for all n learns, beside five models and what the features allow. */
final class LearningBench {
  private static final List<Integer> MARKS = List.of(250, 1_000, 8_000);
  private static final int TEST_TASKS = 1_000;
  private static final int INFORMED_TASKS = 10_000;
  private static final long TEST_SEED = 1_000_000;
  private static final long INFORMED_SEED = 2_000_000;

  private final Lab lab;
  private final SensorMap map;
  private final long seeds;

  LearningBench(Lab lab, SensorMap map, long seeds) {
    this.lab = lab;
    this.map = map;
    this.seeds = seeds;
  }

  /** A line of the benchmark; the interval is that of {@code ours}. */
  record Row(String metric, Interval ours, double baseline, double ceiling) {}

  /** What became of one seed. */
  private record Seed(List<Score> ours, List<Score> arms, Score ceiling) {}

  List<Row> rows(Runnable progress) {
    var run = new LearningRun(lab, map);
    Learner informed = run.informed(INFORMED_SEED, INFORMED_TASKS);
    List<Seed> done =
        LongStream.rangeClosed(1, seeds)
            .parallel()
            .mapToObj(seed -> {
              Oracle oracle = Oracle.of(lab, TEST_SEED + seed, TEST_TASKS);
              var ours = new Learner(run.weights(), true);
              var arms = new Learner(run.weights(), false);
              var became =
                  new Seed(
                      run.run(ours, oracle, seed, MARKS),
                      run.run(arms, oracle, seed, MARKS),
                      run.score(oracle, informed.copy()));
              progress.run();
              return became;
            })
            .toList();
    return rows(done);
  }

  private static List<Row> rows(List<Seed> seeds) {
    var rows = new ArrayList<Row>();
    int last = MARKS.size() - 1;
    for (int i = 0; i <= last; i++) {
      rows.add(row("closed_gap_" + MARKS.get(i), seeds, i, Score::closedGap));
    }
    Map<String, ToDoubleFunction<Score>> at8000 = new LinkedHashMap<>();
    at8000.put("coordination_accuracy", Score::within5);
    at8000.put("coordination_accuracy_10", Score::within10);
    at8000.put("within_one_band", Score::withinOneBand);
    at8000.put("same_band", Score::sameBand);
    at8000.forEach((metric, of) -> rows.add(row(metric, seeds, last, of)));
    return rows;
  }

  private static Row row(String metric, List<Seed> seeds, int mark, ToDoubleFunction<Score> of) {
    return new Row(
        metric,
        Interval.of(values(seeds, seed -> seed.ours().get(mark), of)),
        Interval.of(values(seeds, seed -> seed.arms().get(mark), of)).mean(),
        Interval.of(values(seeds, Seed::ceiling, of)).mean());
  }

  private static double[] values(
      List<Seed> seeds, Function<Seed, Score> whose, ToDoubleFunction<Score> of) {
    return seeds.stream().mapToDouble(seed -> of.applyAsDouble(whose.apply(seed))).toArray();
  }
}
