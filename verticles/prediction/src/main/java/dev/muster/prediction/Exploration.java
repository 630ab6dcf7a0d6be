package dev.muster.prediction;

import dev.muster.contract.CoordinationClass;
import java.time.Instant;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Plays another n than the best now and then, because only what is played is learned: one step
 * beside it, never one that is expected to be much worse, and so many times a day.
 */
final class Exploration {
  private static final int ARMS = CoordinationClass.AGENTS_MAX;
  private static final double EVEN_DRAW = .5;
  private static final long DAY_S = 86_400;

  private final int perDay;
  private final RandomGenerator random;
  private long day = Long.MIN_VALUE;
  private int today;

  /** At most {@code perDay} times a day, of days in UTC; 0 never. */
  Exploration(int perDay, RandomGenerator random) {
    this.perDay = perDay;
    this.random = random;
  }

  /**
   * Draws an n.
   *
   * @param allowed the n that the guard rails leave
   * @param probabilities overwritten; all 0 but the best when nothing is explored
   */
  synchronized int draw(
      Outlook outlook, boolean[] allowed, double outcomes, double[] probabilities, Instant now) {
    int best = outlook.best(allowed);
    if (!left(now)) {
      Arrays.fill(probabilities, 0);
      probabilities[best - 1] = 1;
      return best;
    }
    SquareCb.fill(outlook.rewards(), allowed, outcomes, probabilities);
    int drawn = drawn(probabilities, random.nextDouble());
    today += drawn == best ? 0 : 1;
    return drawn;
  }

  /** Whether the coin of a trial shows the challenger. */
  boolean coin() {
    return coin(EVEN_DRAW);
  }

  /** The same of a coin that shows it with that probability. */
  synchronized boolean coin(double likely) {
    return random.nextDouble() < likely;
  }

  private boolean left(Instant now) {
    long that = Math.floorDiv(now.getEpochSecond(), DAY_S);
    if (that != day) {
      day = that;
      today = 0;
    }
    return today < perDay;
  }

  private static int drawn(double[] probabilities, double uniform) {
    double below = 0;
    int last = 1;
    for (int i = 0; i < ARMS; i++) {
      below += probabilities[i];
      if (probabilities[i] > 0) {
        last = i + 1;
        if (uniform < below) {
          return last;
        }
      }
    }
    return last;
  }
}
