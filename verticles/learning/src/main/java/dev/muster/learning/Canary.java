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

  /** Of all promotions together, and of each guard. */
  static final double ALPHA = .05;

  /** How far an outcome may be from what was expected of it, so that larger stakes can be paid. */
  private static final double SURPRISE_MOST = .8;

  /** A fair coin weighs either side twice. */
  static final double BOUND = 2 * SURPRISE_MOST;

  /**
   * A challenger may take half as long and half as many tokens again where the two differ: what
   * time and tokens are worth is in the reward, the guards are against more than that.
   */
  private static final double MORE_MOST = StrictMath.log(1.5);

  private static final double COST_BOUND = BOUND + MORE_MOST;

  /**
   * How long it looks.
   *
   * @param least units before a promotion
   * @param most units after which the champion stays
   */
  record Patience(int least, int most) {}

  static final Patience USUAL = new Patience(DISAGREEMENTS_LEAST, DISAGREEMENTS_MOST);

  private final Patience patience;
  private final double alpha;
  private final Wager better;
  private final Wager worse;
  private final Wager failsMore;
  private final Wager takesLonger;
  private final Wager takesMore;
  private int disagreements;
  private Verdict verdict;

  /**
   * The {@code number}-th canary since a champion held for long, 1 or more: each spends alpha /
   * (number (number + 1)), so that all together promote a challenger that is no better with
   * probability at most alpha.
   */
  public Canary(int number) {
    this(number, Snapshot.START);
  }

  /** The canary that {@link #snapshot} was taken of; it goes on as if nothing had happened. */
  public Canary(int number, Snapshot at) {
    this(number, USUAL, at);
  }

  /** One that looks longer or shorter. */
  Canary(int number, Patience patience, Snapshot at) {
    if (number < 1) {
      throw new IllegalArgumentException("canaries count from 1, was " + number);
    }
    this.patience = patience;
    this.alpha = ALPHA / ((double) number * (number + 1));
    this.disagreements = at.disagreements();
    this.verdict = at.verdict();
    this.better = new Wager(BOUND, at.better());
    this.worse = new Wager(BOUND, at.worse());
    this.failsMore = new Wager(BOUND, at.failsMore());
    this.takesLonger = new Wager(COST_BOUND, at.takesLonger());
    this.takesMore = new Wager(COST_BOUND, at.takesMore());
  }

  /** What became of it. */
  public enum Verdict {
    OPEN,
    PROMOTED,
    /** The challenger was worse. */
    WORSE,
    /** A guard fired: it fails more often. */
    FAILS_MORE,
    /** A guard fired: it takes more than half as long again. */
    TAKES_LONGER,
    /** A guard fired: it takes more than half as many tokens again. */
    TAKES_MORE_TOKENS,
    /** Too many disagreements without proof. */
    UNDECIDED
  }

  /** All that it has seen, to go on after a restart. */
  public record Snapshot(
      int disagreements,
      Verdict verdict,
      Wealth better,
      Wealth worse,
      Wealth failsMore,
      Wealth takesLonger,
      Wealth takesMore) {
    private static final Wealth NONE = new Wealth(0, 0, 0);
    private static final Snapshot START =
        new Snapshot(0, Verdict.OPEN, NONE, NONE, NONE, NONE, NONE);
  }

  /**
   * An outcome of a task on which the two disagreed.
   *
   * @param challenger whether the coin played the challenger's choice
   * @param reward what it was worth, in [0,1]
   * @param expected the mean of what both models expected of it, in [0,1], fixed before the outcome
   * @param failed whether it failed
   * @param expectedFailure the mean of both, in [0,1]
   * @param longer by how much the logarithm of its duration was above what was expected; clipped to
   *     [-.8,.8]; NaN when unknown
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
    return see(
        seen.challenger(),
        new Surprises(
            surprise(seen.reward(), seen.expected()),
            surprise(seen.failed() ? 1 : 0, seen.expectedFailure()),
            seen.longer(),
            seen.more()));
  }

  /**
   * By how much something was above what was expected of it; the expectations were fixed before the
   * coin, or do not depend on it.
   *
   * @param reward in [-.8,.8]
   * @param failure in [-.8,.8]
   * @param longer of the logarithm of its duration, clipped; NaN when unknown
   * @param more the same of tokens
   */
  record Surprises(double reward, double failure, double longer, double more) {}

  /** Sees what the coin gave to the challenger, or did not; a verdict stays. */
  Verdict see(boolean challenger, Surprises seen) {
    if (verdict != Verdict.OPEN) {
      return verdict;
    }
    disagreements++;
    double side = challenger ? 2 : -2;
    double gain = side * seen.reward();
    better.see(gain);
    worse.see(-gain);
    failsMore.see(side * seen.failure());
    guard(takesLonger, side, seen.longer());
    guard(takesMore, side, seen.more());
    verdict = judged();
    return verdict;
  }

  private static void guard(Wager guard, double side, double surprise) {
    if (!Double.isNaN(surprise)) {
      guard.see(side * Math.clamp(surprise, -SURPRISE_MOST, SURPRISE_MOST) - MORE_MOST);
    }
  }

  /**
   * What was seen above what was expected. Any number fixed beforehand may stand for the
   * expectation: the coin makes it cancel. One in the middle keeps the difference within bounds.
   */
  static double surprise(double seen, double expected) {
    return seen - Math.clamp(expected, 1 - SURPRISE_MOST, SURPRISE_MOST);
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
    } else if (better.proves(alpha) && disagreements >= patience.least()) {
      return Verdict.PROMOTED;
    }
    return disagreements >= patience.most() ? Verdict.UNDECIDED : Verdict.OPEN;
  }

  public Verdict verdict() {
    return verdict;
  }

  public int disagreements() {
    return disagreements;
  }

  /** The evidence that a promotion needs. */
  double needed() {
    return 1 / alpha;
  }

  /** All that is to be kept; {@link #Canary(int, Snapshot)} goes on from it. */
  public Snapshot snapshot() {
    return new Snapshot(
        disagreements,
        verdict,
        better.wealth(),
        worse.wealth(),
        failsMore.wealth(),
        takesLonger.wealth(),
        takesMore.wealth());
  }
}
