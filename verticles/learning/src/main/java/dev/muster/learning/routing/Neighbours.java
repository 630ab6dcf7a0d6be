package dev.muster.learning.routing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What each choice cost for the tasks most alike, by Euclidean distance over standardised features
 * (k-NN). Immutable.
 */
public final class Neighbours {
  private static final double SPREAD_LEAST = 1e-12;

  private final double[] means;
  private final double[] spreads;
  private final double[][] standard;
  private final double[][] costs;
  private final int count;

  /**
   * Remembers tasks.
   *
   * @param features one row for each task, all finite
   * @param costs one row for each task, one column for each choice
   * @param count how many neighbours are asked
   */
  public Neighbours(double[][] features, double[][] costs, int count) {
    int width = features[0].length;
    means = new double[width];
    spreads = new double[width];
    for (int i = 0; i < width; i++) {
      int column = i;
      means[i] = Arrays.stream(features).mapToDouble(row -> row[column]).average().orElse(0);
      double mean = means[i];
      double variance =
          Arrays.stream(features)
              .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
              .average()
              .orElse(0);
      spreads[i] = variance < SPREAD_LEAST ? 1 : Math.sqrt(variance);
    }
    this.standard = Arrays.stream(features).map(this::standard).toArray(double[][]::new);
    this.costs = Arrays.stream(costs).map(double[]::clone).toArray(double[][]::new);
    this.count = count;
  }

  private double[] standard(double[] row) {
    return IntStream.range(0, row.length)
        .mapToDouble(i -> (row[i] - means[i]) / spreads[i])
        .toArray();
  }

  /** What each choice is expected to cost for a task of these features. */
  public double[] costs(double[] features) {
    return costs(standard(features), -1);
  }

  /** For each remembered task its costs as the others tell them. */
  public double[][] unseen() {
    return IntStream.range(0, standard.length)
        .mapToObj(i -> costs(standard[i], i))
        .toArray(double[][]::new);
  }

  private double[] costs(double[] from, int except) {
    double[] distances = Arrays.stream(standard).mapToDouble(row -> squared(row, from)).toArray();
    double[] mean = new double[costs[0].length];
    IntStream.range(0, standard.length)
        .filter(i -> i != except)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> distances[i]))
        .limit(count)
        .forEach(i -> {
          for (int a = 0; a < mean.length; a++) {
            mean[a] += costs[i][a] / count;
          }
        });
    return mean;
  }

  private static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
