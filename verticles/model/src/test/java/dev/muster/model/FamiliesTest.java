package dev.muster.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FamiliesTest {
  /** Few agents: 3 when the first feature is at most .5, else 5. More than 4 agents: 7. */
  private static final Ensemble TREE =
      new Ensemble(
          1,
          2,
          new int[] {0},
          new byte[] {10, 0, 0, 0, 0},
          new int[] {1, 3, 0, 0, 0},
          new double[] {4.5, .5, 7, 3, 5});

  @Test
  void a_tree_goes_left_when_an_input_is_at_most_the_threshold() {
    assertEquals((1 + 3) / 2.0, TREE.of(inputs(.5, 4)));
    assertEquals((1 + 5) / 2.0, TREE.of(inputs(.51, 4)));
    assertEquals((1 + 7) / 2.0, TREE.of(inputs(.5, 5)));
  }

  @Test
  void an_unknown_feature_is_replaced() {
    double[] unknown = new double[10];
    unknown[0] = .9;
    var trees =
        new Trees(
            Trees.Family.FOREST,
            unknown,
            new double[4],
            Calibration.NONE,
            Collections.nCopies(4, TREE));
    double[] expected = new double[4];
    double[] features = new double[10];
    features[0] = Double.NaN;
    trees.expect(features, 1, new double[Model.SCRATCH], expected);
    assertArrayEquals(new double[] {.98, Math.exp(3), Math.exp(3), 3}, expected);
  }

  @Test
  void half_of_the_variance_is_added_to_a_logarithm() {
    var trees =
        new Trees(
            Trees.Family.FOREST,
            new double[10],
            new double[] {9, 2, 4, 9},
            Calibration.NONE,
            Collections.nCopies(4, TREE));
    double[] expected = new double[4];
    trees.expect(new double[10], 1, new double[Model.SCRATCH], expected);
    assertArrayEquals(new double[] {.98, Math.exp(3), Math.exp(4), 2}, expected);
  }

  @Test
  void a_rectifier_is_silent_below_zero() {
    double[] hidden = new double[Perceptron.INPUTS];
    hidden[0] = 1;
    var layers =
        new Perceptron.Layers(hidden, new double[1], new double[] {2}, new double[] {.5, 10, 3});
    double[] inputs = new double[Perceptron.INPUTS];
    double[] scratch = new double[Model.SCRATCH];
    inputs[0] = .8;
    assertEquals(10 + 3 * (.5 + 2 * .8), layers.of(inputs, scratch), 1e-12);
    inputs[0] = -.8;
    assertEquals(10 + 3 * .5, layers.of(inputs, scratch), 1e-12);
  }

  @Test
  void a_calibration_is_straight_between_knots_and_level_outside() {
    var calibration = new Calibration(new double[] {.2, .4, .8}, new double[] {.1, .5, .6});
    assertEquals(.1, calibration.of(-1));
    assertEquals(.3, calibration.of(.3), 1e-12);
    assertEquals(.5, calibration.of(.4));
    assertEquals(.6, calibration.of(2));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Calibration(new double[] {.2, .2}, new double[] {.1, .5}));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Calibration(new double[] {.2, .3}, new double[] {.5, .1}));
  }

  @Test
  void the_surface_along_n_is_the_sum_of_its_terms() {
    var surface = (Surface) Models.all().getFirst();
    var random = new Random(3);
    double[] terms = new double[Terms.COUNT];
    double[] plain = new double[4];
    double[] ours = new double[4];
    for (int i = 0; i < 1_000; i++) {
      double[] features = Models.features(random);
      int n = 1 + random.nextInt(8);
      Terms.fill(features, n, terms);
      surface.expect(terms, plain);
      surface.expect(features, n, new double[Model.SCRATCH], ours);
      for (int j = 0; j < 4; j++) {
        assertEquals(plain[j], ours[j], 1e-12 * Math.max(1, plain[j]), "seed 3, row " + i);
      }
    }
  }

  @Test
  void the_families_have_their_names() {
    assertEquals(
        List.of("surface", "boosting", "forest", "perceptron"),
        Models.all().stream().map(ModelFile::family).toList());
  }

  private static double[] inputs(double feature, int n) {
    double[] inputs = new double[Ensemble.INPUTS];
    Arrays.fill(inputs, feature);
    inputs[10] = n;
    return inputs;
  }
}
