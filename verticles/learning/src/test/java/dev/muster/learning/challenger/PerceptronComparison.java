package dev.muster.learning.challenger;

import dev.muster.model.Model;
import dev.muster.model.Perceptron;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A process that has OpenBLAS: by how much what is served differs from what Smile says. */
final class PerceptronComparison {
  private PerceptronComparison() {}

  /** Writes, of each measure, the largest difference in last bits of a float of size 1. */
  public static void main(String[] args) throws IOException {
    Rows rows = Random20000.outcomes(400);
    var trainer = new PerceptronTrainer(3);
    var differences = new StringBuilder();
    for (int measure = 0; measure < Rows.MEASURES; measure++) {
      differences.append(difference(trainer, rows, measure)).append('\n');
    }
    Files.writeString(Path.of(args[0]), differences);
  }

  private static double difference(PerceptronTrainer trainer, Rows rows, int measure) {
    double[][] x = new double[rows.size()][];
    double[] y = new double[rows.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = trainer.inputs(rows, i);
      y[i] = Double.isFinite(rows.measured(i, measure)) ? rows.measured(i, measure) : 0;
    }
    PerceptronTrainer.Trained trained = trainer.trained(x, y);
    Perceptron.Layers flat = trained.flat();
    double[] scratch = new double[Model.SCRATCH];
    double[] inputs = new double[Perceptron.INPUTS];
    var random = new Random(Random20000.SEED);
    double most = 0;
    for (int i = 0; i < Random20000.COUNT; i++) {
      Perceptron.inputs(Random20000.features(random), 1 + random.nextInt(8), inputs);
      double apart = Math.abs(trained.said(inputs) - flat.of(inputs, scratch));
      most = Math.max(most, apart / trained.deviation() / Math.ulp(1f));
    }
    return most;
  }
}
