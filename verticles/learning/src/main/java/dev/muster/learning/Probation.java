package dev.muster.learning;

/**
 * What a new champion goes through after its promotion (LEARNING 1.6): for 2,000 tasks its
 * predecessor still plays a small share of their disagreements, and comes back when it is proved to
 * be better. Confined to one thread; outcomes are seen in the order of their decisions.
 */
public final class Probation {
  /** How likely the predecessor plays a disagreement, usually. */
  public static final double SHARE = .2;

  /** Without a verdict before, it ends after so many tasks. */
  static final int TASKS = 2_000;

  private static final double ALPHA = .05;
  private static final double SURPRISE_MOST = .8;

  private final double share;
  private final Wager predecessorBetter;
  private int tasks;
  private Verdict verdict;

  /** {@code share} is how likely the predecessor plays a disagreement, in (0,.5]. */
  public Probation(double share) {
    this(share, new Snapshot(0, Verdict.OPEN, new Wealth(0, 0, 0)));
  }

  /** The one that {@link #snapshot} was taken of; it goes on as if nothing had happened. */
  public Probation(double share, Snapshot at) {
    if (!(share > 0 && share <= .5)) {
      throw new IllegalArgumentException("a share must be in (0,.5], was " + share);
    }
    this.share = share;
    this.predecessorBetter = new Wager(SURPRISE_MOST / share, at.predecessorBetter());
    this.tasks = at.tasks();
    this.verdict = at.verdict();
  }

  /** What became of it. */
  public enum Verdict {
    OPEN,
    /** The new champion stays. */
    HELD,
    /** The predecessor is better and comes back. */
    ROLLED_BACK
  }

  /** All that it has seen, to go on after a restart. */
  public record Snapshot(int tasks, Verdict verdict, Wealth predecessorBetter) {}

  /** Counts a task on which both choose the same. */
  public Verdict agreed() {
    if (verdict == Verdict.OPEN && ++tasks >= TASKS) {
      verdict = Verdict.HELD;
    }
    return verdict;
  }

  /**
   * Sees an outcome of a task on which the two disagree; once a verdict is there it stays. Each
   * side is weighed by the inverse of how likely it is played, so that the mean is what the
   * predecessor is better by.
   *
   * @param predecessor whether its choice was played, which must have been so with the probability
   *     of its share
   * @param reward what it was worth, in [0,1]
   * @param expected what was expected before the outcome, in [0,1]; best is {@link #expected}
   */
  public Verdict see(boolean predecessor, double reward, double expected) {
    if (verdict != Verdict.OPEN) {
      return verdict;
    }
    double weight = predecessor ? 1 / share : -1 / (1 - share);
    predecessorBetter.see(weight * Canary.surprise(reward, expected));
    if (predecessorBetter.proves(ALPHA)) {
      verdict = Verdict.ROLLED_BACK;
      return verdict;
    }
    return agreed();
  }

  /**
   * The expectation that leaves least variance: that of the predecessor counts most, because its
   * plays weigh most.
   */
  public double expected(double ofPredecessor, double ofChampion) {
    return (1 - share) * ofPredecessor + share * ofChampion;
  }

  public Verdict verdict() {
    return verdict;
  }

  /** All that is to be kept; {@link #Probation(double, Snapshot)} goes on from it. */
  public Snapshot snapshot() {
    return new Snapshot(tasks, verdict, predecessorBetter.wealth());
  }
}
