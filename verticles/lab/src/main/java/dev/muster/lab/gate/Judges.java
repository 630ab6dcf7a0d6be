package dev.muster.lab.gate;

import dev.muster.learning.Canary;
import dev.muster.learning.Probation;
import dev.muster.learning.Wager;
import java.util.SplittableRandom;

/** Those who say whether a challenger is better: ours, two that it is held against, and a bound. */
final class Judges {
  private static final double ALPHA = .025;
  private static final double COIN = .5;
  private static final double T_SIGNIFICANT = 1.96;
  private static final int PEEK_EACH = 50;

  /** Epsilon .1 over eight n. */
  private static final double EXPLORED = .1 / 8;

  private static final double EXPLOITED = .9 + EXPLORED;

  private Judges() {}

  /** A verdict, and after how many tasks. */
  record Ruling(Canary.Verdict verdict, int tasks) {}

  /** The canary with all guards on. */
  static Ruling canary(Contest contest, long run, double flipped) {
    var duel = new Duel(contest, run, COIN, flipped);
    var canary = new Canary(1);
    while (canary.verdict() == Canary.Verdict.OPEN && !duel.over()) {
      if (duel.next()) {
        canary.see(duel.seen());
      }
    }
    return new Ruling(canary.verdict(), duel.tasks());
  }

  /** Student's t on the same coin, looked at after each 50 disagreements: tasks to promote. */
  static int peeking(Contest contest, long run) {
    var duel = new Duel(contest, run, COIN, 0);
    int count = 0;
    double sum = 0;
    double squares = 0;
    while (!duel.over()) {
      if (!duel.next()) {
        continue;
      }
      double gain = (duel.challenger() ? 2 : -2) * (duel.reward() - duel.expected(0, .5));
      count++;
      sum += gain;
      squares += gain * gain;
      double deviation = Math.sqrt((squares - sum * sum / count) / (count - 1) / count);
      if (count % PEEK_EACH == 0 && sum / count > T_SIGNIFICANT * deviation) {
        return duel.tasks();
      }
    }
    return Runs.NEVER;
  }

  /**
   * The same bets on logs of a champion that explores one task in ten over all n, weighed by the
   * inverse propensities: tasks to promote.
   */
  static int logged(Contest contest, long run) {
    var duel = new Duel(contest, run, EXPLORED / (EXPLORED + EXPLOITED), 0);
    var others = new SplittableRandom(run);
    var wager = new Wager(1 / EXPLORED);
    while (!duel.over()) {
      if (!duel.next() || others.nextDouble() >= EXPLORED + EXPLOITED) {
        continue;
      }
      double weight = duel.challenger() ? 1 / EXPLORED : -1 / EXPLOITED;
      wager.see(weight * (duel.reward() - duel.expected(0, EXPLOITED)));
      if (wager.proves(ALPHA)) {
        return duel.tasks();
      }
    }
    return Runs.NEVER;
  }

  /**
   * Who knows the true means and the gain to be found, and bets what is best for them: tasks to
   * promote, which no judge with a coin can beat by much.
   */
  static int clairvoyant(Contest contest, long run, double stake) {
    var duel = new Duel(contest, run, COIN, 0);
    double logWealth = 0;
    while (!duel.over()) {
      if (duel.next()) {
        double gain = (duel.challenger() ? 2 : -2) * (duel.reward() - duel.truth());
        logWealth += Math.log1p(stake * gain);
        if (logWealth >= -Math.log(ALPHA)) {
          return duel.tasks();
        }
      }
    }
    return Runs.NEVER;
  }

  /** The stake by which a known mean grows fastest: mean over mean square, after Kelly (1956). */
  static double stake(Contest contest, long run, double mean) {
    var duel = new Duel(contest, run, COIN, 0);
    double squares = 0;
    int count = 0;
    while (!duel.over()) {
      if (duel.next()) {
        double gain = 2 * (duel.reward() - duel.truth());
        squares += gain * gain;
        count++;
      }
    }
    return Math.clamp(mean * count / squares, 0, .49);
  }

  /** Tasks until the new champion, who is the challenger here, is rolled back. */
  static int probation(Contest contest, long run, double share) {
    var duel = new Duel(contest, run, 1 - share, 0);
    var probation = new Probation(share);
    while (probation.verdict() == Probation.Verdict.OPEN) {
      if (duel.next()) {
        probation.see(!duel.challenger(), duel.reward(), duel.expected(0, share));
      } else {
        probation.agreed();
      }
    }
    return probation.verdict() == Probation.Verdict.ROLLED_BACK ? duel.tasks() : Runs.NEVER;
  }
}
