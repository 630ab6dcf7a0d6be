package dev.muster.lab.gate;

import dev.muster.lab.SplitMix;
import dev.muster.learning.Canary.Disagreement;
import java.util.Random;

/**
 * One run of a contest, task by task. On a share of the tasks champion and challenger disagree, and
 * a coin says who plays.
 */
final class Duel {
  /** The share of the tasks on which they disagree. */
  static final double DISAGREED = .3;

  /** A run ends here. */
  static final int TASKS_MOST = 12_000;

  private static final double SUCCESS_WORTH = 1.0 / 3;

  private final Contest contest;
  private final Random random;
  private final double coin;
  private final double flipped;
  private int tasks;
  private Contest.Pair pair;
  private boolean challenger;
  private int replication;
  private boolean flip;

  /**
   * A run.
   *
   * @param coin how likely the challenger plays
   * @param flipped how likely the reported success is the opposite of the true one
   */
  Duel(Contest contest, long run, double coin, double flipped) {
    this.contest = contest;
    this.random = new Random(SplitMix.mixed(run));
    this.coin = coin;
    this.flipped = flipped;
    this.pair = contest.draw(random);
  }

  boolean over() {
    return tasks >= TASKS_MOST;
  }

  int tasks() {
    return tasks;
  }

  /** Goes to the next task; whether they disagree there. */
  boolean next() {
    tasks++;
    if (random.nextDouble() >= DISAGREED) {
      return false;
    }
    pair = contest.draw(random);
    challenger = random.nextDouble() < coin;
    replication = random.nextInt(TaskPool.REPLICATIONS);
    flip = random.nextDouble() < flipped;
    return true;
  }

  boolean challenger() {
    return challenger;
  }

  private Choice played() {
    return challenger ? pair.challenger() : pair.champion();
  }

  boolean failed() {
    return played().failed[replication] != flip;
  }

  /** In [0,1]; a flipped success is worth what it says. */
  double reward() {
    double reward = played().rewards[replication];
    double wrong = played().failed[replication] ? SUCCESS_WORTH : -SUCCESS_WORTH;
    return Math.clamp(reward + (flip ? wrong : 0), 0, 1);
  }

  /** What a model expects of champion and challenger, of which the latter counts with its share. */
  double expected(int measure, double ofChallenger) {
    return (1 - ofChallenger) * pair.champion().expected[measure]
        + ofChallenger * pair.challenger().expected[measure];
  }

  /** The mean of what is true of both. */
  double truth() {
    return (pair.champion().reward() + pair.challenger().reward()) / 2;
  }

  Disagreement seen() {
    return new Disagreement(
        challenger,
        reward(),
        expected(0, .5),
        failed(),
        expected(1, .5),
        played().logMinutes[replication] - expected(2, .5),
        played().logTokens[replication] - expected(3, .5));
  }
}
