package dev.muster.model;

import dev.muster.contract.CoordinationClass;
import java.nio.ByteBuffer;

/**
 * Regression trees of one measure in flat arrays: (base + the sum of their leaves) / divisor. The
 * inputs are the ten features and, behind them, n. Immutable.
 */
public final class Ensemble {
  /** Features and n. */
  public static final int INPUTS = 11;

  private static final int N = INPUTS - 1;
  private static final int TREES_MAX = 10_000;
  private static final int NODES_MAX = 4_000_000;

  private final double base;
  private final double divisor;
  private final int[] roots;
  private final byte[] inputs;
  private final int[] left;
  private final double[] numbers;

  /** Of a leaf, the most agents that reach it with the same features. */
  private final byte[] upTo;

  /**
   * Trees, each node by its index; the parts of one tree follow one another.
   *
   * @param base what is added to the leaves
   * @param divisor what the sum is divided by, above 0
   * @param roots the first node of each tree
   * @param inputs of an inner node the input that it looks at, 0..10
   * @param left of an inner node the child for inputs at most its number, the other child follows;
   *     of a leaf 0
   * @param numbers of an inner node the threshold, of a leaf what is added
   * @throws IllegalArgumentException when these are no trees
   */
  public Ensemble(
      double base, double divisor, int[] roots, byte[] inputs, int[] left, double[] numbers) {
    if (!Double.isFinite(base) || !(divisor > 0) || roots.length == 0) {
      throw new IllegalArgumentException("base " + base + ", divisor " + divisor);
    }
    if (inputs.length != left.length || numbers.length != left.length) {
      throw new IllegalArgumentException("nodes differ in number");
    }
    this.base = base;
    this.divisor = divisor;
    this.roots = roots.clone();
    this.inputs = inputs.clone();
    this.left = left.clone();
    this.numbers = numbers.clone();
    this.upTo = new byte[left.length];
    for (int root : roots) {
      if (root < 0 || root >= left.length) {
        throw new IllegalArgumentException("a tree begins at node " + root);
      }
      upTo[root] = CoordinationClass.AGENTS_MAX;
    }
    for (int node = 0; node < left.length; node++) {
      if (!Double.isFinite(numbers[node])) {
        throw new IllegalArgumentException("node %d holds %s".formatted(node, numbers[node]));
      }
      if (left[node] != 0) {
        descend(node);
      }
    }
  }

  /** Children come behind their parent, so that every walk ends. */
  private void descend(int node) {
    int child = left[node];
    if (child <= node || child + 1 >= left.length || inputs[node] < 0 || inputs[node] > N) {
      throw new IllegalArgumentException("node %d has child %d".formatted(node, child));
    }
    double most = inputs[node] == N ? Math.min(upTo[node], Math.floor(numbers[node])) : upTo[node];
    upTo[child] = (byte) most;
    upTo[child + 1] = upTo[node];
  }

  /**
   * What the trees say of inputs.
   *
   * @param x ten features, none NaN, and n
   */
  public double of(double[] x) {
    double sum = base;
    for (int root : roots) {
      sum += numbers[leaf(root, x)];
    }
    return sum / divisor;
  }

  /**
   * What the trees say of every n; a tree is walked once for all n that end in one leaf.
   *
   * @param x ten features, none NaN, and behind them a place for n
   * @param said of n at {@code at + step (n - 1)}
   */
  void all(double[] x, double[] said, int at, int step) {
    int end = at + step * CoordinationClass.AGENTS_MAX;
    for (int i = at; i < end; i += step) {
      said[i] = base;
    }
    for (int root : roots) {
      int n = 1;
      while (n <= CoordinationClass.AGENTS_MAX) {
        x[N] = n;
        int leaf = leaf(root, x);
        double number = numbers[leaf];
        int last = upTo[leaf];
        do {
          said[at + step * (n - 1)] += number;
          n++;
        } while (n <= last);
      }
    }
    for (int i = at; i < end; i += step) {
      said[i] /= divisor;
    }
  }

  /**
   * The leaf of inputs. The sign of a difference says which child, because the processor cannot
   * foresee that and a wrong guess costs more than the walk.
   */
  private int leaf(int root, double[] x) {
    int node = root;
    int child = left[node];
    while (child != 0) {
      double room = numbers[node] - x[inputs[node]];
      node = child + (int) (Double.doubleToRawLongBits(room) >>> 63);
      child = left[node];
    }
    return node;
  }

  int bytes() {
    int node = 1 + Integer.BYTES + Double.BYTES;
    return 2 * Double.BYTES + 2 * Integer.BYTES + Integer.BYTES * roots.length + node * left.length;
  }

  void write(ByteBuffer content) {
    content.putDouble(base).putDouble(divisor).putInt(roots.length).putInt(left.length);
    for (int root : roots) {
      content.putInt(root);
    }
    for (int i = 0; i < left.length; i++) {
      content.put(inputs[i]).putInt(left[i]).putDouble(numbers[i]);
    }
  }

  static Ensemble read(ByteBuffer content) {
    double[] start = Numbers.read(content, 2);
    int trees = Numbers.count(content, TREES_MAX, "trees");
    int nodes = Numbers.count(content, NODES_MAX, "nodes");
    Numbers.need(content, (long) Integer.BYTES * trees);
    int[] roots = new int[trees];
    for (int i = 0; i < trees; i++) {
      roots[i] = content.getInt();
    }
    Numbers.need(content, (1L + Integer.BYTES + Double.BYTES) * nodes);
    byte[] inputs = new byte[nodes];
    int[] left = new int[nodes];
    double[] numbers = new double[nodes];
    for (int i = 0; i < nodes; i++) {
      inputs[i] = content.get();
      left[i] = content.getInt();
      numbers[i] = content.getDouble();
    }
    return new Ensemble(start[0], start[1], roots, inputs, left, numbers);
  }
}
