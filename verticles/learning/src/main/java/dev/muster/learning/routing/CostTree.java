package dev.muster.learning.routing;

import dev.muster.learning.routing.CostForest.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** One tree of a {@link CostForest}, in flat arrays: a node with feature -1 is a leaf. */
final class CostTree {
  private final int[] feature;
  private final double[] threshold;
  private final int[] left;
  private final int[] right;
  private final double[][] leaf;

  private CostTree(Growing grown) {
    int nodes = grown.nodes.size();
    feature = new int[nodes];
    threshold = new double[nodes];
    left = new int[nodes];
    right = new int[nodes];
    leaf = new double[nodes][];
    for (int i = 0; i < nodes; i++) {
      Node node = grown.nodes.get(i);
      feature[i] = node.feature;
      threshold[i] = node.threshold;
      left[i] = node.left;
      right[i] = node.right;
      leaf[i] = node.leaf;
    }
  }

  static CostTree grow(
      double[][] features,
      double[][] shapes,
      double[][] costs,
      int[] rows,
      Size size,
      SplittableRandom random) {
    var growing = new Growing(features, shapes, costs, size, random);
    growing.grow(rows);
    return new CostTree(growing);
  }

  /** What the leaf of this task holds; not to be changed. */
  double[] costs(double[] features) {
    int node = 0;
    while (feature[node] >= 0) {
      node = features[feature[node]] < threshold[node] ? left[node] : right[node];
    }
    return leaf[node];
  }

  private static final class Node {
    private int feature = -1;
    private double threshold;
    private int left;
    private int right;
    private double[] leaf = {};
  }

  /** While it grows. */
  private static final class Growing {
    private final double[][] features;
    private final double[][] shapes;
    private final double[][] costs;
    private final Size size;
    private final SplittableRandom random;
    private final int tried;
    private final List<Node> nodes = new ArrayList<>();

    Growing(
        double[][] features,
        double[][] shapes,
        double[][] costs,
        Size size,
        SplittableRandom random) {
      this.features = features;
      this.shapes = shapes;
      this.costs = costs;
      this.size = size;
      this.random = random;
      this.tried = Math.max(1, (int) Math.round(size.tried() * features[0].length));
    }

    int grow(int[] rows) {
      var node = new Node();
      int index = nodes.size();
      nodes.add(node);
      if (rows.length < 2 * size.leafLeast() || !split(node, rows)) {
        node.leaf = mean(rows);
        return index;
      }
      int[] below = Arrays.stream(rows).filter(row -> below(node, row)).toArray();
      int[] above = Arrays.stream(rows).filter(row -> !below(node, row)).toArray();
      node.left = grow(below);
      node.right = grow(above);
      return index;
    }

    private boolean below(Node node, int row) {
      return features[row][node.feature] < node.threshold;
    }

    private double[] mean(int[] rows) {
      double[] mean = new double[costs[0].length];
      for (int row : rows) {
        for (int a = 0; a < mean.length; a++) {
          mean[a] += costs[row][a] / rows.length;
        }
      }
      return mean;
    }

    /** The best of some random splits: that after which shapes vary least; false when none is. */
    private boolean split(Node node, int[] rows) {
      double best = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < tried; i++) {
        int column = random.nextInt(features[0].length);
        double value = features[rows[random.nextInt(rows.length)]][column];
        double between = between(column, value, rows);
        if (between > best) {
          best = between;
          node.feature = column;
          node.threshold = value;
        }
      }
      return node.feature >= 0;
    }

    /** Sum of squares between the two sides up to a constant; minus infinity for a small side. */
    private double between(int column, double value, int[] rows) {
      int outputs = shapes[0].length;
      double[] low = new double[outputs];
      double[] high = new double[outputs];
      int lows = 0;
      for (int row : rows) {
        boolean below = features[row][column] < value;
        double[] sums = below ? low : high;
        lows += below ? 1 : 0;
        double[] shape = shapes[row];
        for (int a = 0; a < outputs; a++) {
          sums[a] += shape[a];
        }
      }
      int highs = rows.length - lows;
      if (lows < size.leafLeast() || highs < size.leafLeast()) {
        return Double.NEGATIVE_INFINITY;
      }
      double between = 0;
      for (int a = 0; a < outputs; a++) {
        between += low[a] * low[a] / lows + high[a] * high[a] / highs;
      }
      return between;
    }
  }
}
