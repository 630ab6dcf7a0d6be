package dev.muster.lab.selection;

import dev.muster.learning.routing.CostForest;
import dev.muster.learning.routing.Neighbours;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Expects the cost of every algorithm for an instance, after a fold's training instances. */
final class Selector {
  /** Fine trees follow few instances, coarse ones many; both together do better than one. */
  private static final CostForest.Size FINE = new CostForest.Size(150, 1, .3, .85);

  private static final CostForest.Size COARSE = new CostForest.Size(150, 4, .3, .85);
  private static final int MANY = 16;
  private static final int FEW = 5;

  private final CostForest fine;
  private final CostForest coarse;
  private final Neighbours many;
  private final Neighbours few;
  private final boolean neighbours;

  /** {@code features} and {@code costs} hold one row for each training instance. */
  Selector(double[][] features, double[][] costs, long seed) {
    double[][] shapes = shapes(costs);
    fine = CostForest.fit(features, shapes, costs, FINE, seed);
    coarse = CostForest.fit(features, shapes, costs, COARSE, ~seed);
    many = new Neighbours(features, costs, MANY);
    few = new Neighbours(features, costs, FEW);
    double[][] trees = sum(fine.unseen(), coarse.unseen());
    double[][] all = sum(trees, sum(many.unseen(), few.unseen()));
    neighbours = paid(costs, all) < paid(costs, trees);
  }

  /** The algorithm whose expected cost is least. */
  int ours(double[] features) {
    double[] trees = sum(fine.costs(features), coarse.costs(features));
    return least(neighbours ? sum(trees, sum(many.costs(features), few.costs(features))) : trees);
  }

  /** That by the sixteen nearest instances alone. */
  int nearest(double[] features) {
    return least(many.costs(features));
  }

  /** Whether instances that no tree saw spoke for asking neighbours too. */
  boolean asksNeighbours() {
    return neighbours;
  }

  static int least(double[] costs) {
    int best = 0;
    for (int i = 1; i < costs.length; i++) {
      best = costs[i] < costs[best] ? i : best;
    }
    return best;
  }

  /** What each instance costs more or less than on average, in seconds and in their logarithms. */
  private static double[][] shapes(double[][] costs) {
    double most = Arrays.stream(costs).flatMapToDouble(Arrays::stream).max().orElse(1);
    return Arrays.stream(costs)
        .map(row -> {
          double[] shares = Arrays.stream(row).map(cost -> cost / most).toArray();
          double[] logs =
              Arrays.stream(row).map(cost -> Math.log1p(cost) / Math.log1p(most)).toArray();
          return IntStream.range(0, 2 * row.length)
              .mapToDouble(i ->
                  i < row.length ? shares[i] - mean(shares) : logs[i - row.length] - mean(logs))
              .toArray();
        })
        .toArray(double[][]::new);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double paid(double[][] costs, double[][] expected) {
    return IntStream.range(0, costs.length).mapToDouble(i -> costs[i][least(expected[i])]).sum();
  }

  private static double[] sum(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray();
  }

  private static double[][] sum(double[][] a, double[][] b) {
    return IntStream.range(0, a.length).mapToObj(i -> sum(a[i], b[i])).toArray(double[][]::new);
  }
}
