package dev.muster.lab.learning;

import dev.muster.contract.CoordinationClass;
import dev.muster.lab.swarm.Arrivals;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.lab.swarm.Parameter;
import dev.muster.lab.swarm.Parameters;
import dev.muster.lab.swarm.SensorMap;
import dev.muster.model.Measure;
import dev.muster.model.Terms;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What one lab of random parameters has to say: sums over its tasks, each done once with a random
 * n, so that their errors are independent.
 */
final class LabSums {
  private static final int TERMS = Terms.COUNT;
  private static final int MEASURES = Measure.values().length;
  private static final List<SensorMap> MAPS = List.of(SensorMap.values());
  private static final long SEED = 3_000_000;
  private static final long DRAWS = 31_000;

  /** Sum of z z', row by row, lower triangle. */
  final double[] a = new double[TERMS * TERMS];

  /** For each measure the sum of z y. */
  final double[][] b = new double[MEASURES][TERMS];

  /** For each measure the sum of y y. */
  final double[] squares = new double[MEASURES];

  final int count;

  private LabSums(int count) {
    this.count = count;
  }

  /** The sums of the lab of this number; the same each time. */
  static LabSums of(int number, int tasks) {
    var random = new SplittableRandom(DRAWS + number);
    var lab = new Lab(Lab.Equations.USUAL, parameters(random));
    SensorMap map = MAPS.get(random.nextInt(MAPS.size()));
    var arrivals = new Arrivals(lab.parameters(), SEED + number);
    var sums = new LabSums(tasks);
    double[] terms = new double[TERMS];
    for (int i = 0; i < tasks; i++) {
      LatentTask task = arrivals.task(i);
      int n = 1 + random.nextInt(CoordinationClass.AGENTS_MAX);
      Terms.fill(map.read(lab.parameters(), task), n, terms);
      sums.add(terms, World.measured(lab.happened(task, n)));
    }
    return sums;
  }

  /** Each times a half to two, as likely on either side; what is a share is at most 1. */
  private static Parameters parameters(SplittableRandom random) {
    Parameters drawn = Parameters.USUAL;
    for (Parameter parameter : Parameter.values()) {
      double factor = StrictMath.pow(2, 2 * random.nextDouble() - 1);
      boolean share = parameter == Parameter.OVERHEAD_SAVED || parameter == Parameter.FLEET_FREE;
      double most = share ? 1 / parameter.usual() : 2;
      drawn = drawn.scaled(parameter, Math.min(factor, most));
    }
    return drawn;
  }

  private void add(double[] terms, double[] measured) {
    for (int i = 0; i < TERMS; i++) {
      int row = i * TERMS;
      for (int j = 0; j <= i; j++) {
        a[row + j] += terms[i] * terms[j];
      }
      for (int k = 0; k < MEASURES; k++) {
        b[k][i] += terms[i] * measured[k];
      }
    }
    for (int k = 0; k < MEASURES; k++) {
      squares[k] += measured[k] * measured[k];
    }
  }

  /** A times a vector. */
  double[] times(double[] vector) {
    double[] product = new double[TERMS];
    for (int i = 0; i < TERMS; i++) {
      for (int j = 0; j < i; j++) {
        product[i] += a[i * TERMS + j] * vector[j];
        product[j] += a[i * TERMS + j] * vector[i];
      }
      product[i] += a[i * TERMS + i] * vector[i];
    }
    return product;
  }
}
