package dev.muster.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;

/** Random models of every family. */
final class Models {
  private static final int DEPTH = 4;
  private static final int WIDTH = 12;

  private Models() {}

  static List<Model> all() {
    var random = new Random(11);
    double[] variances = {.2, .3, .4, .5};
    var calibration = new Calibration(new double[] {.1, .4, .9}, new double[] {.05, .5, .8});
    double[] unknown = numbers(random, 10, .5, .1);
    return List.of(
        surface(random),
        new Trees(Trees.Family.BOOSTING, unknown, variances, calibration, ensembles(random, .1, 1)),
        new Trees(Trees.Family.FOREST, unknown, variances, calibration, ensembles(random, 0, 20)),
        new Perceptron(layers(random), variances, calibration));
  }

  /** Ten features, one in ten unknown. */
  static double[] features(Random random) {
    double[] features = new double[10];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextInt(10) == 0 ? Double.NaN : random.nextDouble();
    }
    return features;
  }

  private static double[] numbers(Random random, int count, double mean, double deviation) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = mean + deviation * random.nextGaussian();
    }
    return numbers;
  }

  private static Surface surface(Random random) {
    var fits = new EnumMap<Measure, Surface.Fit>(Measure.class);
    for (Measure measure : Measure.values()) {
      fits.put(measure, new Surface.Fit(numbers(random, Terms.COUNT, 0, .1), .2));
    }
    return Surface.of(fits);
  }

  private static List<Ensemble> ensembles(Random random, double base, double divisor) {
    var ensembles = new ArrayList<Ensemble>();
    for (int i = 0; i < 4; i++) {
      ensembles.add(ensemble(random, base, divisor));
    }
    return ensembles;
  }

  private static Ensemble ensemble(Random random, double base, double divisor) {
    int nodes = (2 << DEPTH) - 1;
    int inner = nodes / 2;
    int trees = 20;
    int[] roots = new int[trees];
    byte[] inputs = new byte[trees * nodes];
    int[] left = new int[trees * nodes];
    double[] numbers = numbers(random, trees * nodes, 0, .05);
    for (int tree = 0; tree < trees; tree++) {
      roots[tree] = tree * nodes;
      for (int i = 0; i < inner; i++) {
        int node = roots[tree] + i;
        boolean byN = random.nextInt(3) == 0;
        inputs[node] = (byte) (byN ? 10 : random.nextInt(10));
        numbers[node] = byN ? 8 * random.nextDouble() : random.nextDouble();
        left[node] = roots[tree] + 2 * i + 1;
      }
    }
    return new Ensemble(base, divisor, roots, inputs, left, numbers);
  }

  private static List<Perceptron.Layers> layers(Random random) {
    var layers = new ArrayList<Perceptron.Layers>();
    for (int i = 0; i < 4; i++) {
      layers.add(
          new Perceptron.Layers(
              numbers(random, WIDTH * Perceptron.INPUTS, 0, .3),
              numbers(random, WIDTH, 0, .3),
              numbers(random, WIDTH, 0, .3),
              new double[] {.1, .5, .7}));
    }
    return layers;
  }
}
