package dev.muster.learning.challenger;

import java.util.Random;

/** Random outcomes to learn from, and 20,000 random rows to be asked about. */
final class Random20000 {
  static final int COUNT = 20_000;
  static final long SEED = 5;

  private static final double GRID = 100;

  private Random20000() {}

  /** Outcomes that follow features and n, so that something is learned; one in ten unknown. */
  static Rows outcomes(int count) {
    var random = new Random(SEED);
    var rows = new Rows();
    for (int i = 0; i < count; i++) {
      double[] x = features(random, GRID);
      int n = 1 + random.nextInt(8);
      double work = (Double.isNaN(x[0]) ? .5 : x[0]) * n + random.nextGaussian() / 4;
      double[] measured = {
        random.nextDouble() < 1 / (1 + Math.exp(work - 2)) ? 1 : 0,
        work,
        random.nextInt(4) == 0 ? Double.NaN : 1 - work,
        Math.max(0, Math.rint(work))
      };
      rows.add(x, n, measured);
    }
    return rows;
  }

  /**
   * Features on a grid twice as fine as that of what was learned from, so that many of them lie
   * exactly on a threshold.
   */
  static double[] features(Random random) {
    return features(random, 2 * GRID);
  }

  private static double[] features(Random random, double grid) {
    double[] features = new double[Rows.FEATURES];
    for (int i = 0; i < features.length; i++) {
      double on = Math.rint(random.nextDouble() * grid) / grid;
      features[i] = random.nextInt(10) == 0 ? Double.NaN : on;
    }
    return features;
  }
}
