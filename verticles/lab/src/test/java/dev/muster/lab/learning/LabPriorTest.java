package dev.muster.lab.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.learning.Learner;
import dev.muster.learning.Prior;
import org.junit.jupiter.api.Test;

final class LabPriorTest {
  @Test
  void the_same_labs_make_the_same_bytes() {
    byte[] once = LabPrior.bytes(3, 200, note -> {});
    assertArrayEquals(once, LabPrior.bytes(3, 200, note -> {}));
    assertEquals(64, Prior.of(once).digest().length());
  }

  /** What ships says of a middling task: some succeed, minutes and tokens are of the lab's size. */
  @Test
  void the_prior_that_ships_can_be_asked_before_any_outcome() {
    double[] features = {.4, 1, .4, .4, .2, .6, .4, .2, Double.NaN, .15};
    double[] expected = new double[4];
    new Learner(1, Prior.lab()).fit().expect(features, 1, new double[256], expected);
    assertEquals(.65, expected[0], .2);
    assertEquals(15, expected[1], 12);
    assertEquals(0, expected[3], .2);
  }
}
