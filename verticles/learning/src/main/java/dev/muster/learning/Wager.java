package dev.muster.learning;

/**
 * Evidence by betting that the mean of differences is above zero (Waudby-Smith and Ramdas,
 * 2010.09686): while it is not, the wealth ever reaches 1/alpha with probability at most alpha,
 * however often one looks (Ville).
 */
final class Wager {
  private static final double FIRST_SQUARE = .05;
  private static final double LEAST_SQUARE = 1e-9;

  private final double bound;
  private double logWealth;
  private double sum;
  private double squares = FIRST_SQUARE;
  private long count = 1;

  /** Differences lie in [-bound, bound]. */
  Wager(double bound) {
    this.bound = bound;
  }

  /** Bets on the next difference what the earlier ones say, and sees it. */
  void see(double difference) {
    if (!(Math.abs(difference) <= bound)) {
      throw new IllegalArgumentException(
          "a difference must be within " + bound + " of 0, was " + difference);
    }
    double mean = sum / count;
    double stake = Math.clamp(mean / (squares / count + LEAST_SQUARE), 0, 1 / (2 * bound));
    logWealth += Math.log1p(stake * difference);
    sum += difference;
    squares += difference * difference;
    count++;
  }

  /** Whether the evidence is enough at this error probability. */
  boolean proves(double alpha) {
    return logWealth >= -Math.log(alpha);
  }
}
