package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.learning.OffPolicy.Decision;
import dev.muster.learning.OffPolicy.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OffPolicyTest {

  /** Two arms, each logged half the time; the other policy always plays the one that earns .8. */
  @Test
  void estimates_are_worked_out_as_by_hand() {
    var decisions = new ArrayList<Decision>();
    for (int i = 0; i < 400; i++) {
      boolean good = i % 2 == 0;
      decisions.add(new Decision(good ? .8 : .2, .5, good ? 1 : 0, good ? .7 : .2, .7));
    }

    var estimates = OffPolicy.estimate(decisions, 10);

    assertEquals(200, estimates.effective(), 1e-9);
    assertEquals(1, estimates.meanWeight(), 1e-9);
    assertEquals(.8, value(estimates.ips()), 1e-9);
    assertEquals(.8, value(estimates.snips()), 1e-9);
    assertEquals(
        .8, value(estimates.dr()), 1e-9, "the model is off by .1, the weights put it right");
    assertEquals(.8, value(estimates.switchDr()), 1e-9);
    assertEquals(.7, value(OffPolicy.estimate(decisions, 1).switchDr()), 1e-9, "the model alone");
  }

  @Test
  void too_few_effective_outcomes_are_no_estimate() {
    var decisions = new ArrayList<Decision>();
    for (int i = 0; i < 1_000; i++) {
      boolean same = i < 199;
      decisions.add(new Decision(.5, .5, same ? 1 : 0, .5, .5));
    }
    var estimates = OffPolicy.estimate(decisions, 10);
    assertEquals(199, estimates.effective(), 1e-9);
    assertNull(estimates.ips());
    assertNull(estimates.dr());
  }

  @Test
  void a_decision_without_a_coin_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> new Decision(.5, 1, 1, .5, .5));
    assertThrows(IllegalArgumentException.class, () -> new Decision(.5, 0, 1, .5, .5));
  }

  /** The doubly robust one survives a wrong model or wrong propensities, the others do not. */
  @Test
  void doubly_robust_survives_one_fault_and_not_two() {
    long seed = new Random().nextLong();
    assertEquals(.8, value(logs(seed, .3, .0).dr()), .03, () -> "wrong model, seed " + seed);
    assertEquals(.8, value(logs(seed, .0, .2).dr()), .03, () -> "wrong weights, seed " + seed);
    assertTrue(value(logs(seed, .0, .2).ips()) < .7, () -> "seed " + seed);
    assertTrue(Math.abs(value(logs(seed, .3, .2).dr()) - .8) > .03, () -> "both, seed " + seed);
  }

  /** The good arm earns .8 on average and is played half the time. */
  private static OffPolicy.Estimates logs(long seed, double modelOff, double propensityOff) {
    var random = new Random(seed);
    List<Decision> decisions = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      boolean good = random.nextBoolean();
      double reward = random.nextDouble() < (good ? .8 : .3) ? 1 : 0;
      double predicted = (good ? .8 : .3) - modelOff;
      decisions.add(
          new Decision(reward, .5 + propensityOff, good ? 1 : 0, predicted, .8 - modelOff));
    }
    return OffPolicy.estimate(decisions, 10);
  }

  private static double value(@Nullable Estimate estimate) {
    assertNotNull(estimate);
    return estimate.value();
  }
}
