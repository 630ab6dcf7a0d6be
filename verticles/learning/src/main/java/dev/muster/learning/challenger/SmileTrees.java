package dev.muster.learning.challenger;

import dev.muster.model.Ensemble;
import java.util.ArrayList;
import java.util.List;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.type.StructType;
import smile.data.vector.DoubleVector;
import smile.model.cart.InternalNode;
import smile.model.cart.Node;
import smile.model.cart.OrdinalNode;
import smile.model.cart.RegressionNode;
import smile.regression.GradientTreeBoost;
import smile.regression.RandomForest;
import smile.regression.RegressionTree;

/** From the trees that Smile grows to flat arrays that say the same. */
final class SmileTrees {
  static final Formula TARGET = Formula.lhs("y");

  private SmileTrees() {}

  /** The features of a row, {@code unknown} where they are not known, and n. */
  static double[] inputs(Rows rows, int row, double[] unknown) {
    double[] x = new double[Ensemble.INPUTS];
    for (int i = 0; i < Rows.FEATURES; i++) {
      double feature = rows.feature(row, i);
      x[i] = Double.isNaN(feature) ? unknown[i] : feature;
    }
    x[Rows.FEATURES] = rows.n(row);
    return x;
  }

  static DataFrame frame(double[][] x, double[] y) {
    return DataFrame.of(x).add(new DoubleVector("y", y));
  }

  static Ensemble flat(GradientTreeBoost model, double base, double shrinkage) {
    return flat(model.trees(), base, 1, shrinkage);
  }

  static Ensemble flat(RandomForest model) {
    return flat(model.trees(), 0, model.size(), 1);
  }

  private static Ensemble flat(RegressionTree[] trees, double base, double divisor, double scale) {
    var flat = new Flat(trees[0].schema(), scale);
    int[] roots = new int[trees.length];
    for (int i = 0; i < trees.length; i++) {
      roots[i] = flat.inputs.size();
      flat.add(trees[i].root());
    }
    return flat.ensemble(base, divisor, roots);
  }

  /** Nodes in the order of their levels: the two children of one stand beside each other. */
  private static final class Flat {
    private final StructType schema;
    private final double scale;
    private final double[] probe = new double[Ensemble.INPUTS];
    private final List<Byte> inputs = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private final List<Double> numbers = new ArrayList<>();

    Flat(StructType schema, double scale) {
      this.schema = schema;
      this.scale = scale;
    }

    void add(Node root) {
      var waiting = new ArrayList<Node>(List.of(root));
      int first = inputs.size();
      for (int i = 0; i < waiting.size(); i++) {
        switch (waiting.get(i)) {
          case OrdinalNode split -> {
            add(split.feature(), first + waiting.size(), threshold(split));
            waiting.add(split.trueChild());
            waiting.add(split.falseChild());
          }
          case RegressionNode leaf -> add(0, 0, scale * leaf.output());
          default -> throw new IllegalStateException("no node for " + waiting.get(i).getClass());
        }
      }
    }

    private void add(int input, int child, double number) {
      inputs.add((byte) input);
      left.add(child);
      numbers.add(number);
    }

    /**
     * The threshold of a split, which has no getter: the largest number that it takes for at most
     * the threshold. All inputs are 0 or more, and the bits of such doubles are ordered like them.
     */
    private double threshold(InternalNode split) {
      long low = 0;
      long high = Double.doubleToRawLongBits(Double.MAX_VALUE);
      while (low < high) {
        long middle = low + (high - low + 1) / 2;
        probe[split.feature()] = Double.longBitsToDouble(middle);
        if (split.branch(Tuple.of(schema, probe))) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return Double.longBitsToDouble(low);
    }

    Ensemble ensemble(double base, double divisor, int[] roots) {
      byte[] flat = new byte[inputs.size()];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = inputs.get(i);
      }
      return new Ensemble(
          base,
          divisor,
          roots,
          flat,
          left.stream().mapToInt(Integer::intValue).toArray(),
          numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }
}
