package dev.muster.learning.challenger;

import dev.muster.contract.CoordinationClass;
import dev.muster.model.Measure;
import dev.muster.model.Sealed;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Outcomes to fit from, in the order of their decisions. As bytes they are sealed as {@code
 * muster-rows}: how many, then of each the ten features, n, and the four measures, all as doubles
 * with NaN for what is unknown. Confined to one thread.
 */
public final class Rows {
  /** Most rows that are read: what a child process of 256 MB can fit from. */
  public static final int MOST = 200_000;

  static final int FEATURES = 10;
  private static final List<Measure> NAMES = List.of(Measure.values());
  static final int MEASURES = NAMES.size();
  private static final String KIND = "muster-rows";
  private static final int VERSION = 1;
  private static final int WIDTH = FEATURES + 1 + MEASURES;
  private static final int FIRST = 1_024;

  private double[] cells = new double[FIRST * WIDTH];
  private int size;

  /**
   * Adds an outcome.
   *
   * @param features ten in their order, each in [0,1] or NaN when unknown
   * @param n agents that worked on it, 1..8
   * @param measured in the order and the units of {@link Measure}; what is not finite is unknown
   */
  public void add(double[] features, int n, double[] measured) {
    if (features.length != FEATURES
        || measured.length != MEASURES
        || n < 1
        || n > CoordinationClass.AGENTS_MAX) {
      throw new IllegalArgumentException("no outcome of n = " + n);
    }
    if ((size + 1) * WIDTH > cells.length) {
      cells = Arrays.copyOf(cells, 2 * cells.length);
    }
    int at = size * WIDTH;
    System.arraycopy(features, 0, cells, at, FEATURES);
    cells[at + FEATURES] = n;
    System.arraycopy(measured, 0, cells, at + FEATURES + 1, MEASURES);
    size++;
  }

  public int size() {
    return size;
  }

  /** A feature of a row; NaN when unknown. */
  double feature(int row, int feature) {
    return cells[row * WIDTH + feature];
  }

  /** Copies the features of a row. */
  void features(int row, double[] features) {
    System.arraycopy(cells, row * WIDTH, features, 0, FEATURES);
  }

  int n(int row) {
    return (int) cells[row * WIDTH + FEATURES];
  }

  /** A measure of a row; not finite when unknown. */
  double measured(int row, int measure) {
    return cells[row * WIDTH + FEATURES + 1 + measure];
  }

  /** The name of a measure. */
  static String name(int measure) {
    return NAMES.get(measure).name();
  }

  /** The rows as sealed bytes. */
  public byte[] toBytes() {
    ByteBuffer content = ByteBuffer.allocate(Integer.BYTES + Double.BYTES * WIDTH * size);
    content.putInt(size);
    for (int i = 0; i < size * WIDTH; i++) {
      content.putDouble(cells[i]);
    }
    return Sealed.seal(KIND, VERSION, content.array());
  }

  /**
   * The rows that {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when the bytes are damaged or of another kind or version, or a
   *     row is none
   */
  public static Rows of(byte[] bytes) {
    ByteBuffer content = Sealed.open(KIND, VERSION, bytes);
    int size = content.remaining() < Integer.BYTES ? -1 : content.getInt();
    if (size < 0 || size > MOST || content.remaining() != Double.BYTES * WIDTH * size) {
      throw new IllegalArgumentException(KIND + ": " + size + " rows do not fit the bytes");
    }
    var rows = new Rows();
    double[] features = new double[FEATURES];
    double[] measured = new double[MEASURES];
    for (int i = 0; i < size; i++) {
      fill(content, features);
      double n = content.getDouble();
      fill(content, measured);
      rows.add(features, (int) n, measured);
    }
    return rows;
  }

  private static void fill(ByteBuffer content, double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = content.getDouble();
    }
  }
}
