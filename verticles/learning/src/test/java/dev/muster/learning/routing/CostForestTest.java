package dev.muster.learning.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CostForestTest {
  private static final long SEED = 5;
  private static final CostForest.Size SIZE = new CostForest.Size(30, 2, .5, .8);

  /** The first choice is cheap where the first feature is low, the second where it is high. */
  private static double[] costs(double[] features) {
    return features[0] < .5 ? new double[] {1, 10} : new double[] {10, 1};
  }

  private static double[][] features(int count) {
    var random = new Random(SEED);
    double[][] features = new double[count][4];
    for (double[] row : features) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextDouble();
      }
    }
    return features;
  }

  private static double[][] costs(double[][] features) {
    double[][] costs = new double[features.length][];
    for (int i = 0; i < costs.length; i++) {
      costs[i] = costs(features[i]);
    }
    return costs;
  }

  @Test
  void the_cheaper_choice_is_told_by_the_feature_that_decides() {
    double[][] features = features(200);
    double[][] costs = costs(features);
    CostForest forest = CostForest.fit(features, costs, costs, SIZE, SEED);
    double[] low = forest.costs(new double[] {.2, .9, .9, .9});
    double[] high = forest.costs(new double[] {.8, .1, .1, .1});
    assertTrue(low[0] < low[1], "seed " + SEED);
    assertTrue(high[1] < high[0], "seed " + SEED);
  }

  @Test
  void costs_of_the_training_come_from_trees_that_did_not_see_them() {
    double[][] features = features(60);
    double[][] costs = costs(features);
    costs[7] = new double[] {1_000, 1_000};
    double[] unseen = CostForest.fit(features, costs, costs, SIZE, SEED).unseen()[7];
    assertTrue(unseen[0] <= 10 && unseen[1] <= 10, "seed " + SEED);
  }

  @Test
  void the_same_seed_grows_the_same_trees() {
    double[][] features = features(60);
    double[][] costs = costs(features);
    double[] asked = {.5, .5, .5, .5};
    assertArrayEquals(
        CostForest.fit(features, costs, costs, SIZE, SEED).costs(asked),
        CostForest.fit(features, costs, costs, SIZE, SEED).costs(asked));
  }

  @Test
  void tasks_that_do_not_differ_share_a_leaf() {
    double[][] features = {{1}, {1}, {1}, {1}};
    double[][] costs = {{1}, {2}, {3}, {6}};
    var all = new CostForest.Size(1, 1, 1, 1);
    assertEquals(3, CostForest.fit(features, costs, costs, all, SEED).costs(new double[] {1})[0]);
  }

  @Test
  void the_nearest_tasks_tell_the_cost_and_a_task_is_not_its_own_neighbour() {
    double[][] features = {{0, 5}, {1, 5}, {10, 5}, {11, 5}};
    double[][] costs = {{1}, {3}, {100}, {200}};
    var neighbours = new Neighbours(features, costs, 2);
    assertEquals(2, neighbours.costs(new double[] {.4, 5})[0]);
    assertEquals(150, neighbours.costs(new double[] {10.6, 5})[0]);
    var one = new Neighbours(features, costs, 1);
    assertArrayEquals(new double[][] {{3}, {1}, {200}, {100}}, one.unseen());
  }
}
