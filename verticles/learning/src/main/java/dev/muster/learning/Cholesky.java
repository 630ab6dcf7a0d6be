package dev.muster.learning;

import java.util.Arrays;

/**
 * L of M = L L' for a symmetric, positive definite M. Matrices are row by row, of which the lower
 * triangle counts. Its inner loops add rows to rows, which the compiler makes vector operations of.
 */
public final class Cholesky {
  private final int size;
  private final double[] factor;

  private Cholesky(int size, double[] factor) {
    this.size = size;
    this.factor = factor;
  }

  /** Of a matrix of {@code size} rows, which is overwritten and kept. */
  public static Cholesky of(int size, double[] matrix) {
    double[] column = new double[size];
    for (int k = 0; k < size; k++) {
      double pivot = Math.sqrt(matrix[k * size + k]);
      if (!(pivot > 0)) {
        throw new IllegalArgumentException("not positive definite in row " + k);
      }
      matrix[k * size + k] = pivot;
      for (int i = k + 1; i < size; i++) {
        column[i] = matrix[i * size + k] / pivot;
        matrix[i * size + k] = column[i];
      }
      for (int i = k + 1; i < size; i++) {
        subtract(matrix, i * size, column, column[i], k + 1, i + 1);
      }
    }
    return new Cholesky(size, matrix);
  }

  /** With this L, which is kept. */
  static Cholesky ofFactor(int size, double[] factor) {
    return new Cholesky(size, factor);
  }

  private static void subtract(
      double[] to, int row, double[] what, double times, int from, int end) {
    for (int j = from; j < end; j++) {
      to[row + j] -= times * what[j];
    }
  }

  double factor(int row, int column) {
    return factor[row * size + column];
  }

  /** The logarithm of the determinant of M. */
  double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += 2 * StrictMath.log(factor[i * size + i]);
    }
    return sum;
  }

  /** The x of M x = {@code right}. */
  public double[] solve(double[] right) {
    double[] x = Arrays.copyOf(right, size);
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= factor[i * size + k] * x[k];
      }
      x[i] /= factor[i * size + i];
    }
    for (int i = size - 1; i >= 0; i--) {
      x[i] /= factor[i * size + i];
      for (int k = 0; k < i; k++) {
        x[k] -= factor[i * size + k] * x[i];
      }
    }
    return x;
  }

  /** The inverse of M, both triangles. */
  public double[] inverse() {
    double[] inverted = new double[size * size];
    for (int i = 0; i < size; i++) {
      double[] row = new double[size];
      row[i] = 1;
      for (int k = 0; k < i; k++) {
        double times = factor[i * size + k];
        for (int j = 0; j <= k; j++) {
          row[j] -= times * inverted[k * size + j];
        }
      }
      for (int j = 0; j <= i; j++) {
        inverted[i * size + j] = row[j] / factor[i * size + i];
      }
    }
    return squared(inverted);
  }

  /** X' X of a lower triangle X. */
  private double[] squared(double[] lower) {
    double[] square = new double[size * size];
    for (int k = 0; k < size; k++) {
      double[] row = Arrays.copyOfRange(lower, k * size, k * size + k + 1);
      for (int i = 0; i <= k; i++) {
        subtract(square, i * size, row, -row[i], 0, i + 1);
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        square[j * size + i] = square[i * size + j];
      }
    }
    return square;
  }
}
