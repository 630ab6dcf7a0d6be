package dev.muster.lab.gate;

import dev.muster.lab.swarm.Outcome;

/**
 * What a number of agents makes of a task: what happened in each replication, the mean over them,
 * and what a model expects.
 */
final class Choice {
  final int n;
  final float[] rewards;
  final boolean[] failed;
  final float[] logMinutes;
  final float[] logTokens;

  /**
   * What a model that learned from other tasks expects: reward, failure, log minutes, log tokens.
   */
  final double[] expected;

  private double sum;
  private double failures;
  private double minutes;
  private double tokens;
  private int seen;

  Choice(int n, int replications, double[] expected) {
    this.n = n;
    this.expected = expected;
    rewards = new float[replications];
    failed = new boolean[replications];
    logMinutes = new float[replications];
    logTokens = new float[replications];
  }

  void add(Outcome outcome, double reward) {
    rewards[seen] = (float) reward;
    failed[seen] = !outcome.success();
    logMinutes[seen] = (float) StrictMath.log(outcome.minutes());
    logTokens[seen] = (float) StrictMath.log(outcome.tokens());
    sum += rewards[seen];
    failures += outcome.success() ? 0 : 1;
    minutes += logMinutes[seen];
    tokens += logTokens[seen];
    seen++;
  }

  /** The true mean of the reward, in [0,1]. */
  double reward() {
    return sum / seen;
  }

  /** How likely it fails, in [0,1]. */
  double failure() {
    return failures / seen;
  }

  /** The mean of the logarithm of its minutes. */
  double minutes() {
    return minutes / seen;
  }

  /** The mean of the logarithm of its tokens. */
  double tokens() {
    return tokens / seen;
  }
}
