package dev.muster.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.learning.Probation.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ProbationTest {

  @Test
  void a_champion_that_meets_no_disagreement_holds_after_two_thousand_tasks() {
    var probation = new Probation(.05);
    for (int i = 1; i < 2_000; i++) {
      assertEquals(Verdict.OPEN, probation.agreed());
    }
    assertEquals(Verdict.HELD, probation.agreed());
    assertEquals(Verdict.HELD, probation.see(true, 1, .2), "a verdict stays");
  }

  /**
   * Only the predecessor's plays surprise, each by the largest there is: a third of the money at
   * 1.95 a play, one at 1.5, one at 1.25. Four make (14.5 + 5.1 + 2.4) / 3 = 7.3, five 12.9, six
   * 23.4, which is over 20.
   */
  @Test
  void a_predecessor_that_is_always_better_comes_back_at_its_sixth_play() {
    var probation = new Probation(.05);
    for (int i = 1; i < 6; i++) {
      assertEquals(Verdict.OPEN, probation.see(true, 1, .2), "play " + i);
    }
    assertEquals(Verdict.ROLLED_BACK, probation.see(true, 1, .2));
  }

  /** .95 of what the predecessor's model expects and .05 of the champion's. */
  @Test
  void what_is_expected_is_mostly_that_of_whose_plays_weigh_most() {
    assertEquals(.77, new Probation(.05).expected(.8, .2), 1e-12);
  }

  /**
   * 1 is added 20-fold and 19/20 of the time subtracted: the same on both sides is 0 on average.
   */
  @Test
  void a_champion_that_is_as_good_is_rolled_back_at_most_as_often_as_it_says() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    int back = 0;
    for (int run = 0; run < 400; run++) {
      back += played(random, 0) == Verdict.ROLLED_BACK ? 1 : 0;
    }
    int found = back;
    assertTrue(back <= 33, () -> found + " of 400 are more than 5 % and chance, seed " + seed);
  }

  @Test
  void a_champion_that_is_much_worse_is_rolled_back() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    int back = 0;
    for (int run = 0; run < 50; run++) {
      back += played(random, .1) == Verdict.ROLLED_BACK ? 1 : 0;
    }
    int found = back;
    assertTrue(back >= 40, () -> found + " of 50, seed " + seed);
  }

  /** A third of the tasks are disagreements; rewards deviate by .17. */
  private static Verdict played(Random random, double predecessorBetterBy) {
    var probation = new Probation(Probation.SHARE);
    while (probation.verdict() == Verdict.OPEN) {
      if (random.nextInt(3) > 0) {
        probation.agreed();
        continue;
      }
      boolean predecessor = random.nextDouble() < Probation.SHARE;
      double mean = .6 + (predecessor ? predecessorBetterBy : 0);
      double reward = Math.clamp(mean + .17 * random.nextGaussian(), 0, 1);
      probation.see(predecessor, reward, probation.expected(.6 + predecessorBetterBy, .6));
    }
    return probation.verdict();
  }

  @Test
  void a_probation_goes_on_from_its_snapshot_as_if_nothing_had_happened() {
    var probation = new Probation(.05);
    probation.see(true, .9, .5);
    probation.agreed();
    var later = new Probation(.05, probation.snapshot());
    assertEquals(probation.see(false, .3, .5), later.see(false, .3, .5));
    assertEquals(probation.snapshot(), later.snapshot());
  }
}
