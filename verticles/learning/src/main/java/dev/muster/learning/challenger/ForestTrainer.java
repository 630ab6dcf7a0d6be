package dev.muster.learning.challenger;

import dev.muster.model.Ensemble;
import java.util.stream.IntStream;
import smile.regression.RandomForest;

/** A random forest, small enough to be asked on the way of a decision. */
final class ForestTrainer implements Trainer<Ensemble> {
  private static final int TREES = 30;
  private static final int DEPTH = 8;
  private static final int LEAF_LEAST = 5;

  /** Rows that a tree is grown from: more make a fit longer, while others grow from other rows. */
  private static final double ROWS_MOST = 8_000;

  private final double[] unknown;
  private final long seed;

  /** {@code unknown} stands for each feature that is not known. */
  ForestTrainer(double[] unknown, long seed) {
    this.unknown = unknown;
    this.seed = seed;
  }

  @Override
  public double[] inputs(Rows rows, int row) {
    return SmileTrees.inputs(rows, row, unknown);
  }

  @Override
  public Ensemble train(double[][] x, double[] y) {
    return SmileTrees.flat(grown(x, y));
  }

  /** The same trees as Smile has them; each has a seed of its own, whatever thread grows it. */
  RandomForest grown(double[][] x, double[] y) {
    var options =
        new RandomForest.Options(
            TREES,
            Ensemble.INPUTS,
            DEPTH + 1,
            0,
            LEAF_LEAST,
            Math.min(1, ROWS_MOST / x.length),
            IntStream.range(0, TREES).mapToLong(i -> seed + i).toArray(),
            null);
    return RandomForest.fit(SmileTrees.TARGET, SmileTrees.frame(x, y), options);
  }

  @Override
  public double said(Ensemble learned, double[] x) {
    return learned.of(x);
  }
}
