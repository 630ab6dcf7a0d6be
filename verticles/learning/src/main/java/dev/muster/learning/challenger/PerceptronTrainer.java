package dev.muster.learning.challenger;

import dev.muster.model.Model;
import dev.muster.model.Perceptron;
import java.util.Arrays;
import smile.math.MathEx;
import smile.model.mlp.ActivationFunction;
import smile.model.mlp.Cost;
import smile.model.mlp.HiddenLayer;
import smile.model.mlp.InputLayer;
import smile.model.mlp.Layer;
import smile.model.mlp.LayerBuilder;
import smile.model.mlp.OutputFunction;
import smile.model.mlp.OutputLayer;
import smile.regression.MLP;
import smile.util.function.TimeFunction;

/**
 * A perceptron with 32 rectifiers. Smile computes in floats with OpenBLAS; what is served computes
 * with the same weights in doubles.
 */
record PerceptronTrainer(long seed) implements Trainer<Perceptron.Layers> {
  private static final int HIDDEN = 32;
  private static final int BATCH = 32;

  /** How many rows are shown, again and again; few rows are not learned by heart. */
  private static final int SHOWN = 150_000;

  private static final int EPOCHS_LEAST = 3;
  private static final int EPOCHS_MOST = 25;
  private static final double RATE = .05;
  private static final double RATE_LAST = .001;
  private static final double MOMENTUM = .9;
  private static final double DECAY = .001;

  @Override
  public double[] inputs(Rows rows, int row) {
    double[] features = new double[Rows.FEATURES];
    double[] inputs = new double[Perceptron.INPUTS];
    rows.features(row, features);
    Perceptron.inputs(features, rows.n(row), inputs);
    return inputs;
  }

  @Override
  public Perceptron.Layers train(double[][] x, double[] y) {
    return trained(x, y).flat();
  }

  /** What Smile trained, with the layers that it hides, and how the values were scaled. */
  record Trained(MLP smile, HiddenLayer hidden, OutputLayer output, double mean, double deviation) {
    double said(double[] x) {
      return mean + deviation * smile.predict(x);
    }

    Perceptron.Layers flat() {
      double[] weights = new double[HIDDEN * Perceptron.INPUTS];
      double[] biases = new double[HIDDEN];
      double[] outer = new double[HIDDEN];
      for (int i = 0; i < HIDDEN; i++) {
        for (int j = 0; j < Perceptron.INPUTS; j++) {
          weights[i * Perceptron.INPUTS + j] = hidden.weight().get(i, j);
        }
        biases[i] = hidden.bias().get(i);
        outer[i] = output.weight().get(0, i);
      }
      double[] scale = {output.bias().get(0), mean, deviation};
      return new Perceptron.Layers(weights, biases, outer, scale);
    }
  }

  Trained trained(double[][] x, double[] y) {
    double mean = MathEx.mean(y);
    double deviation = Math.max(1e-6, MathEx.stdev(y));
    double[] scaled = Arrays.stream(y).map(value -> (value - mean) / deviation).toArray();
    MathEx.setSeed(seed);
    var hidden = new HiddenLayer(HIDDEN, Perceptron.INPUTS, 0, ActivationFunction.rectifier());
    var output = new OutputLayer(1, HIDDEN, OutputFunction.LINEAR, Cost.MEAN_SQUARED_ERROR);
    var model =
        new MLP(
            made(new InputLayer(Perceptron.INPUTS), Perceptron.INPUTS),
            made(hidden, HIDDEN),
            made(output, 1));
    int epochs = Math.clamp(SHOWN / x.length, EPOCHS_LEAST, EPOCHS_MOST);
    int steps = epochs * ((x.length + BATCH - 1) / BATCH);
    model.setLearningRate(TimeFunction.linear(RATE, steps, RATE_LAST));
    model.setMomentum(TimeFunction.constant(MOMENTUM));
    model.setWeightDecay(DECAY);
    for (int epoch = 0; epoch < epochs; epoch++) {
      show(model, x, scaled);
    }
    return new Trained(model, hidden, output, mean, deviation);
  }

  /** Smile makes layers by builders and then hides them; these builders were made around layers. */
  private static LayerBuilder made(Layer layer, int neurons) {
    return new LayerBuilder(neurons, 0) {
      @Override
      public Layer build(int inputs) {
        return layer;
      }
    };
  }

  private static void show(MLP model, double[][] x, double[] y) {
    int[] order = MathEx.permutate(x.length);
    for (int first = 0; first < order.length; first += BATCH) {
      int size = Math.min(BATCH, order.length - first);
      double[][] some = new double[size][];
      double[] values = new double[size];
      for (int i = 0; i < size; i++) {
        some[i] = x[order[first + i]];
        values[i] = y[order[first + i]];
      }
      model.update(some, values);
    }
  }

  @Override
  public double said(Perceptron.Layers learned, double[] x) {
    return learned.of(x, new double[Model.SCRATCH]);
  }
}
