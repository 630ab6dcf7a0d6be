package dev.muster.lab.selection;

import dev.muster.lab.figures.BenchRow;
import dev.muster.lab.figures.BenchRow.Origin;
import dev.muster.lab.figures.BenchRows;
import dev.muster.lab.figures.Bootstrap;
import dev.muster.lab.figures.Interval;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Chooses an algorithm for each instance of a scenario, by its official folds. */
final class SelectionBench {
  private static final int NOT_SOLVED = 10;

  private final Scenario scenario;
  private final double cutoff;
  private final double[] ours;
  private final double[] nearest;
  private final double[] single;
  private final double[] best;
  private final double[] oursCharged;
  private final double[] nearestCharged;
  private int foldsWithNeighbours;
  private int folds;

  SelectionBench(Scenario scenario) {
    this.scenario = scenario;
    int count = scenario.costs().length;
    this.ours = new double[count];
    this.nearest = new double[count];
    this.single = new double[count];
    this.best = Arrays.stream(scenario.costs()).mapToDouble(c -> c[Selector.least(c)]).toArray();
    this.oursCharged = new double[count];
    this.nearestCharged = new double[count];
    this.cutoff =
        Arrays.stream(scenario.costs()).flatMapToDouble(Arrays::stream).max().orElse(0)
            / NOT_SOLVED;
  }

  void run(long seed, BenchRows rows, Consumer<String> note) {
    int[] all = Arrays.stream(scenario.fold()).distinct().sorted().toArray();
    folds = all.length;
    foldsWithNeighbours =
        Arrays.stream(all)
            .parallel()
            .map(fold -> {
              boolean asked = fold(fold, seed);
              note.accept("%s: fold %d of %d".formatted(scenario.name(), fold, folds));
              return asked ? 1 : 0;
            })
            .sum();
    rows(seed, rows);
  }

  private boolean fold(int fold, long seed) {
    int[] training = which(i -> scenario.fold()[i] != fold);
    double[][] costs = rows(scenario.costs(), training);
    var selector = new Selector(rows(scenario.features(), training), costs, seed + fold);
    int alone = singleBest(costs);
    for (int i : which(i -> scenario.fold()[i] == fold)) {
      double[] paid = scenario.costs()[i];
      double[] features = scenario.features()[i];
      double fee = scenario.featureCost()[i];
      ours[i] = paid[selector.ours(features)];
      nearest[i] = paid[selector.nearest(features)];
      single[i] = paid[alone];
      oursCharged[i] = charged(ours[i], fee);
      nearestCharged[i] = charged(nearest[i], fee);
    }
    return selector.asksNeighbours();
  }

  private int[] which(IntPredicate of) {
    return IntStream.range(0, scenario.costs().length).filter(of).toArray();
  }

  private static double[][] rows(double[][] matrix, int[] which) {
    return Arrays.stream(which).mapToObj(i -> matrix[i]).toArray(double[][]::new);
  }

  /** The algorithm that costs least in sum. */
  private static int singleBest(double[][] costs) {
    double[] sums = new double[costs[0].length];
    for (double[] row : costs) {
      for (int a = 0; a < sums.length; a++) {
        sums[a] += row[a];
      }
    }
    return Selector.least(sums);
  }

  /** With the time that the features took before the algorithm could start. */
  private double charged(double cost, double fee) {
    return cost > cutoff || cost + fee > cutoff ? NOT_SOLVED * cutoff : cost + fee;
  }

  private void rows(long seed, BenchRows rows) {
    String name = scenario.name();
    Origin origin =
        Origin.replayed(
            "aslib %s, %d instances, %d folds, seed %d".formatted(name, ours.length, folds, seed));
    int[] blocks = IntStream.range(0, ours.length).toArray();
    int[] once = new int[ours.length];
    Arrays.fill(once, 1);
    Interval own = Bootstrap.of(times -> gap(ours, times), blocks, seed);
    rows.add(new BenchRow(name + "_closed_gap", own, gap(nearest, once), 1, origin));
    Interval gain = Bootstrap.of(times -> gap(ours, times) - gap(nearest, times), blocks, seed);
    rows.add(new BenchRow(name + "_closed_gap_gain_over_knn", gain, 0, Double.NaN, origin));
    rows.add(BenchRow.of(name + "_par10", mean(ours), mean(single), mean(best), origin));
    if (Arrays.stream(scenario.featureCost()).anyMatch(fee -> fee > 0)) {
      rows.add(
          BenchRow.of(
              name + "_closed_gap_features_charged",
              gap(oursCharged, once),
              gap(nearestCharged, once),
              1,
              origin));
    }
    rows.remark(
        "%s: neighbours were asked too in %d of %d folds, as the training instances said"
            .formatted(name, foldsWithNeighbours, folds));
  }

  /** (single - paid) / (single - best) over instances that were drawn so many times. */
  private double gap(double[] paid, int[] times) {
    double closed = 0;
    double open = 0;
    for (int i = 0; i < times.length; i++) {
      closed += times[i] * (single[i] - paid[i]);
      open += times[i] * (single[i] - best[i]);
    }
    return closed / open;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }
}
