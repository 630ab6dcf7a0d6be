package dev.muster.learning.challenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.model.Ensemble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smile.data.Tuple;
import smile.data.type.StructType;
import smile.regression.DataFrameRegression;

class FlatTreesTest {
  private static final Rows ROWS = Random20000.outcomes(400);
  private static final double[] UNKNOWN = Challengers.unknown(ROWS);

  @Test
  void boosted_trees_say_what_smile_says_on_20000_rows_for_every_measure() {
    var trainer = new BoostingTrainer(UNKNOWN, 3);
    for (int measure = 0; measure < Rows.MEASURES; measure++) {
      double[][] x = x(trainer, measure);
      double[] y = y(measure);
      assertSame(trainer.grown(x, y), trainer.train(x, y), "measure " + measure);
    }
  }

  @Test
  void a_forest_says_what_smile_says_on_20000_rows_for_every_measure() {
    var trainer = new ForestTrainer(UNKNOWN, 3);
    for (int measure = 0; measure < Rows.MEASURES; measure++) {
      double[][] x = x(trainer, measure);
      double[] y = y(measure);
      assertSame(trainer.grown(x, y), trainer.train(x, y), "measure " + measure);
    }
  }

  private static void assertSame(DataFrameRegression smile, Ensemble flat, String what) {
    StructType schema = smile.schema();
    var random = new Random(Random20000.SEED);
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < Random20000.COUNT; i++) {
      double[] x = new double[Ensemble.INPUTS];
      double[] features = Random20000.features(random);
      for (int j = 0; j < features.length; j++) {
        x[j] = Double.isNaN(features[j]) ? UNKNOWN[j] : features[j];
      }
      x[Rows.FEATURES] = 1 + random.nextInt(8);
      double said = flat.of(x);
      int row = i;
      assertEquals(
          smile.predict(Tuple.of(schema, x)),
          said,
          () -> "%s, seed %d, row %d".formatted(what, Random20000.SEED, row));
      lowest = Math.min(lowest, said);
      highest = Math.max(highest, said);
    }
    assertTrue(highest - lowest > .1, "nothing was learned: all answers are alike");
  }

  private static double[][] x(Trainer<?> trainer, int measure) {
    return known(measure).mapToObj(row -> trainer.inputs(ROWS, row)).toArray(double[][]::new);
  }

  private static double[] y(int measure) {
    return known(measure).mapToDouble(row -> ROWS.measured(row, measure)).toArray();
  }

  private static IntStream known(int measure) {
    return IntStream.range(0, ROWS.size())
        .filter(row -> Double.isFinite(ROWS.measured(row, measure)));
  }
}
