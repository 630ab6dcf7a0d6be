package dev.muster.learning;

/**
 * Tells when the mean of values in [0,1] rises for good (Page 1954), by .02 or more: rewards that
 * deviate by .25 cross the threshold by chance once in tens of thousands. Confined to one thread.
 */
public final class PageHinkley {
  private static final int LEAST = 30;
  private static final double TOLERATED = .02;
  private static final double THRESHOLD = 10;

  private long count;
  private double mean;
  private double sum;
  private double lowest;

  public PageHinkley() {}

  /** The one that {@link #snapshot} was taken of; it goes on as if nothing had happened. */
  public PageHinkley(Snapshot at) {
    count = at.count();
    mean = at.mean();
    sum = at.sum();
    lowest = at.lowest();
  }

  /** All that it has seen since its last alarm, to go on after a restart. */
  public record Snapshot(long count, double mean, double sum, double lowest) {}

  /** All that is to be kept; {@link #PageHinkley(Snapshot)} goes on from it. */
  public Snapshot snapshot() {
    return new Snapshot(count, mean, sum, lowest);
  }

  /** Sees a value in [0,1]; true when it is an alarm, after which it begins anew. */
  public boolean see(double value) {
    count++;
    mean += (value - mean) / count;
    sum += value - mean - TOLERATED;
    lowest = Math.min(lowest, sum);
    if (count < LEAST || sum - lowest <= THRESHOLD) {
      return false;
    }
    count = 0;
    mean = 0;
    sum = 0;
    lowest = 0;
    return true;
  }
}
