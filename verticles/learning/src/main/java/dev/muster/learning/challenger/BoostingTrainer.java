package dev.muster.learning.challenger;

import dev.muster.model.Ensemble;
import smile.math.MathEx;
import smile.model.cart.Loss;
import smile.regression.GradientTreeBoost;

/**
 * Gradient boosting of squares. Twice as many trees gained nothing in the lab, shallower ones lost
 * much: how n bends the outcome depends on several features at once.
 */
final class BoostingTrainer implements Trainer<Ensemble> {
  private static final int TREES = 100;
  private static final int DEPTH = 4;
  private static final int LEAF_LEAST = 10;
  private static final double SHRINKAGE = .05;
  private static final double SUBSAMPLE = .5;

  /** Rows that a tree is grown from: more make a fit longer, while others grow from other rows. */
  private static final double ROWS_MOST = 4_000;

  private final double[] unknown;
  private final long seed;

  /** {@code unknown} stands for each feature that is not known. */
  BoostingTrainer(double[] unknown, long seed) {
    this.unknown = unknown;
    this.seed = seed;
  }

  @Override
  public double[] inputs(Rows rows, int row) {
    return SmileTrees.inputs(rows, row, unknown);
  }

  @Override
  public Ensemble train(double[][] x, double[] y) {
    return SmileTrees.flat(grown(x, y), Loss.ls().intercept(y), SHRINKAGE);
  }

  /** The same trees as Smile has them. */
  GradientTreeBoost grown(double[][] x, double[] y) {
    MathEx.setSeed(seed);
    double subsample = Math.min(SUBSAMPLE, ROWS_MOST / x.length);
    // Smile counts the nodes of a path, not its splits.
    var options =
        new GradientTreeBoost.Options(
            Loss.ls(), TREES, DEPTH + 1, 1 << DEPTH, LEAF_LEAST, SHRINKAGE, subsample, null, null);
    return GradientTreeBoost.fit(SmileTrees.TARGET, SmileTrees.frame(x, y), options);
  }

  @Override
  public double said(Ensemble learned, double[] x) {
    return learned.of(x);
  }
}
