package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class CholeskyTest {
  /** [[4, 2], [2, 5]] = L L' with L = [[2, 0], [1, 2]]; its determinant is 16. */
  private final Cholesky two = Cholesky.of(2, new double[] {4, Double.NaN, 2, 5});

  @Test
  void the_factor_and_the_determinant_are_those_by_hand() {
    assertEquals(2, two.factor(0, 0), 1e-12);
    assertEquals(1, two.factor(1, 0), 1e-12);
    assertEquals(2, two.factor(1, 1), 1e-12);
    assertEquals(Math.log(16), two.logDeterminant(), 1e-12);
  }

  /** 4 * 1 + 2 * 2 = 8 and 2 * 1 + 5 * 2 = 12. */
  @Test
  void a_system_is_solved() {
    assertArrayEquals(new double[] {1, 2}, two.solve(new double[] {8, 12}), 1e-12);
  }

  /** [[5, -2], [-2, 4]] / 16. */
  @Test
  void the_inverse_has_both_triangles() {
    assertArrayEquals(new double[] {.3125, -.125, -.125, .25}, two.inverse(), 1e-12);
  }

  @Test
  void a_matrix_that_is_not_positive_definite_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> Cholesky.of(2, new double[] {1, 0, 2, 4}));
    assertThrows(IllegalArgumentException.class, () -> Cholesky.of(1, new double[] {Double.NaN}));
  }
}
