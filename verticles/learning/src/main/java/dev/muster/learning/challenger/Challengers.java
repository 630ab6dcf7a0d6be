package dev.muster.learning.challenger;

import dev.muster.model.Ensemble;
import dev.muster.model.Model;
import dev.muster.model.Perceptron;
import dev.muster.model.Trees;
import java.util.List;
import java.util.stream.IntStream;

/** Fits challengers: Smile trains, and what comes out is served without it. */
public final class Challengers {
  private Challengers() {}

  /**
   * The model of a family that learned from rows; the same for the same rows and seed.
   *
   * @param rows in the order of their decisions; the last quarter calibrates
   * @param seed of what is drawn at random
   * @throws IllegalArgumentException when a measure is known of too few rows
   * @throws IllegalStateException when a perceptron is wanted and there is no OpenBLAS, see {@link
   *     Retrain#command}
   */
  public static Model fit(Family family, Rows rows, long seed) {
    return switch (family) {
      case BOOSTING -> trees(Trees.Family.BOOSTING, new BoostingTrainer(unknown(rows), seed), rows);
      case FOREST -> trees(Trees.Family.FOREST, new ForestTrainer(unknown(rows), seed), rows);
      case PERCEPTRON -> perceptron(new PerceptronTrainer(seed), rows);
    };
  }

  private static Model trees(Trees.Family family, Trainer<Ensemble> trainer, Rows rows) {
    List<Fit<Ensemble>> fits = fits(trainer, rows);
    return new Trees(
        family,
        unknown(rows),
        variances(fits),
        fits.getFirst().calibration(),
        fits.stream().map(Fit::learned).toList());
  }

  private static Model perceptron(Trainer<Perceptron.Layers> trainer, Rows rows) {
    try {
      List<Fit<Perceptron.Layers>> fits = fits(trainer, rows);
      return new Perceptron(
          fits.stream().map(Fit::learned).toList(), variances(fits), fits.getFirst().calibration());
    } catch (ExceptionInInitializerError | NoClassDefFoundError | UnsatisfiedLinkError e) {
      throw new IllegalStateException("no OpenBLAS: fit perceptrons in a process of Retrain", e);
    }
  }

  private static <P> List<Fit<P>> fits(Trainer<P> trainer, Rows rows) {
    return IntStream.range(0, Rows.MEASURES)
        .mapToObj(measure -> Fit.of(trainer, rows, measure))
        .toList();
  }

  private static double[] variances(List<? extends Fit<?>> fits) {
    return fits.stream().mapToDouble(Fit::variance).toArray();
  }

  /**
   * What stands for an unknown feature: a number above all known ones, so that a tree can tell it
   * from them; where rows do not show both, the middle.
   */
  static double[] unknown(Rows rows) {
    double[] unknown = new double[Rows.FEATURES];
    for (int i = 0; i < unknown.length; i++) {
      int feature = i;
      long missing =
          IntStream.range(0, rows.size())
              .filter(row -> Double.isNaN(rows.feature(row, feature)))
              .count();
      unknown[i] = missing > 0 && missing < rows.size() ? 2 : .5;
    }
    return unknown;
  }
}
