package dev.muster.learning;

/**
 * The gate that a challenger passes to serve (LEARNING 1.6). Where the choices of champion and
 * challenger differ, a coin says whose is played; where they agree nothing is risked and nothing
 * learned. Confined to one thread; outcomes are seen in the order of their decisions.
 */
public final class Canary {
  /** Disagreements before a promotion, and after which the champion stays. */
  private static final int DISAGREEMENTS_LEAST = 50;

  private static final int DISAGREEMENTS_MOST = 5_000;
  private static final double ALPHA = .05;
  private static final double BOUND = 2;

  private final double alpha;
  private final Wager better = new Wager(BOUND);
  private final Wager worse = new Wager(BOUND);
  private final Wager failsMore = new Wager(BOUND);
  private final Wager takesLonger = new Wager(BOUND);
  private final Wager takesMore = new Wager(BOUND);
  private int disagreements;
  private Verdict verdict = Verdict.OPEN;

  /**
   * The {@code number}-th canary since a champion held for long, 1 or more: each spends alpha /
   * (number (number + 1)), so that all together promote a challenger that is no better with
   * probability at most alpha.
   */
  public Canary(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("canaries count from 1, was " + number);
    }
    this.alpha = ALPHA / ((double) number * (number + 1));
  }

  /** What became of it. */
  public enum Verdict {
    OPEN,
    PROMOTED,
    /** The challenger was worse. */
    WORSE,
    /** A guard fired: it fails more often. */
    FAILS_MORE,
    /** A guard fired: it takes longer. */
    TAKES_LONGER,
    /** A guard fired: it takes more tokens. */
    TAKES_MORE_TOKENS,
    /** Too many disagreements without proof. */
    UNDECIDED
  }

  /**
   * An outcome of a task on which the two disagreed.
   *
   * @param challenger whether the coin played the challenger's choice
   * @param reward what it was worth, in [0,1]
   * @param expected the mean of what both models expected of it, fixed before the outcome
   * @param failed whether it failed
   * @param expectedFailure the mean of both, in [0,1]
   * @param longer by how much the logarithm of its duration was above what was expected; clipped to
   *     [-1,1]; NaN when unknown
   * @param more the same of tokens
   */
  public record Disagreement(
      boolean challenger,
      double reward,
      double expected,
      boolean failed,
      double expectedFailure,
      double longer,
      double more) {}

  /** Sees an outcome; once a verdict is there it stays. */
  public Verdict see(Disagreement seen) {
    if (verdict != Verdict.OPEN) {
      return verdict;
    }
    disagreements++;
    double side = seen.challenger() ? 2 : -2;
    double gain = side * (seen.reward() - seen.expected());
    better.see(gain);
    worse.see(-gain);
    failsMore.see(side * ((seen.failed() ? 1 : 0) - seen.expectedFailure()));
    if (!Double.isNaN(seen.longer())) {
      takesLonger.see(side * Math.clamp(seen.longer(), -1, 1));
    }
    if (!Double.isNaN(seen.more())) {
      takesMore.see(side * Math.clamp(seen.more(), -1, 1));
    }
    verdict = judged();
    return verdict;
  }

  private Verdict judged() {
    if (failsMore.proves(ALPHA)) {
      return Verdict.FAILS_MORE;
    } else if (takesLonger.proves(ALPHA)) {
      return Verdict.TAKES_LONGER;
    } else if (takesMore.proves(ALPHA)) {
      return Verdict.TAKES_MORE_TOKENS;
    } else if (worse.proves(ALPHA)) {
      return Verdict.WORSE;
    } else if (better.proves(alpha) && disagreements >= DISAGREEMENTS_LEAST) {
      return Verdict.PROMOTED;
    }
    return disagreements >= DISAGREEMENTS_MOST ? Verdict.UNDECIDED : Verdict.OPEN;
  }

  public Verdict verdict() {
    return verdict;
  }

  public int disagreements() {
    return disagreements;
  }
}
