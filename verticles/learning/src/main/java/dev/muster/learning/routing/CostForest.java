package dev.muster.learning.routing;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Extremely randomised trees (Geurts, Ernst, Wehenkel 2006) whose leaves hold what every choice
 * cost: the splits keep tasks together for which the same choices are cheap. Immutable.
 */
public final class CostForest {
  private final List<CostTree> trees;
  private final double[][] unseen;

  private CostForest(List<CostTree> trees, double[][] unseen) {
    this.trees = trees;
    this.unseen = unseen;
  }

  /**
   * How it grows.
   *
   * @param trees how many
   * @param leafLeast tasks in a leaf at least
   * @param tried share of the features that a split looks at, in (0, 1]
   * @param drawn share of the tasks that a tree sees, in (0, 1)
   */
  public record Size(int trees, int leafLeast, double tried, double drawn) {}

  /**
   * Grows a forest.
   *
   * @param features one row for each task, all finite
   * @param shapes one row for each task: what splits keep alike, such as the logarithms of costs
   * @param costs one row for each task, one column for each choice: what leaves average
   */
  public static CostForest fit(
      double[][] features, double[][] shapes, double[][] costs, Size size, long seed) {
    int count = features.length;
    var random = new SplittableRandom(seed);
    double[][] unseen = new double[count][costs[0].length];
    int[] times = new int[count];
    var trees = new CostTree[size.trees()];
    for (int t = 0; t < trees.length; t++) {
      int[] drawn = shuffled(count, random);
      int seen = Math.max(1, (int) Math.round(size.drawn() * count));
      trees[t] =
          CostTree.grow(features, shapes, costs, Arrays.copyOf(drawn, seen), size, random.split());
      for (int i = seen; i < count; i++) {
        add(trees[t].costs(features[drawn[i]]), unseen[drawn[i]]);
        times[drawn[i]]++;
      }
    }
    for (int i = 0; i < count; i++) {
      for (int a = 0; a < unseen[i].length; a++) {
        unseen[i][a] /= times[i];
      }
    }
    return new CostForest(List.of(trees), unseen);
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = order[i];
      order[i] = order[j];
      order[j] = other;
    }
    return order;
  }

  private static void add(double[] costs, double[] sums) {
    for (int a = 0; a < costs.length; a++) {
      sums[a] += costs[a];
    }
  }

  /** What each choice is expected to cost for a task of these features. */
  public double[] costs(double[] features) {
    double[] sums = new double[unseen[0].length];
    for (CostTree tree : trees) {
      add(tree.costs(features), sums);
    }
    for (int a = 0; a < sums.length; a++) {
      sums[a] /= trees.size();
    }
    return sums;
  }

  /**
   * For each task of the training its costs as trees expect them that did not see it; NaN where all
   * saw it. By these, forests can be compared without other tasks.
   */
  public double[][] unseen() {
    return Arrays.stream(unseen).map(double[]::clone).toArray(double[][]::new);
  }
}
