package dev.muster.learning;

/**
 * Evidence by betting that the mean of differences is above zero (Waudby-Smith and Ramdas,
 * 2010.09686): while it is not, the wealth ever reaches 1/alpha with probability at most alpha,
 * however often one looks (Ville). The money is parted among constant stakes once and for all: each
 * share of it is a non-negative supermartingale while the mean is not above zero, and so is their
 * sum. Which stake suits the true mean need not be known.
 */
public final class Wager {
  /** Shares of the largest stake that can be paid; 1 would allow ruin. */
  private static final double[] STAKES = {.25, .5, .95};

  private final double bound;

  /** The logarithm of what has become of 1 at each stake. */
  private final double[] logs;

  /** Differences lie in [-bound, bound]. */
  public Wager(double bound) {
    this(bound, new Wealth(0, 0, 0));
  }

  /** The one that had won this; it goes on as if nothing had happened. */
  public Wager(double bound, Wealth wealth) {
    this.bound = bound;
    this.logs = new double[] {wealth.low(), wealth.middle(), wealth.high()};
  }

  /** Bets on the next difference, and sees it. */
  public void see(double difference) {
    if (!(Math.abs(difference) <= bound)) {
      throw new IllegalArgumentException(
          "a difference must be within " + bound + " of 0, was " + difference);
    }
    for (int i = 0; i < STAKES.length; i++) {
      logs[i] += Math.log1p(STAKES[i] * difference / bound);
    }
  }

  /** The logarithm of the evidence: 0 at first. */
  double logEvidence() {
    double most = Math.max(logs[0], Math.max(logs[1], logs[2]));
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - most);
    }
    return most + Math.log(sum / STAKES.length);
  }

  /** Whether the evidence is enough at this error probability. */
  public boolean proves(double alpha) {
    return logEvidence() >= -Math.log(alpha);
  }

  /** All that is to be kept. */
  public Wealth wealth() {
    return new Wealth(logs[0], logs[1], logs[2]);
  }
}
