package dev.muster.model.risk;

/**
 * Recalibration of log-odds by a line (Platt 1999): slope and shift from recent outcomes. The slope
 * is at least 0, so that an order is never turned.
 */
public record Platt(double slope, double shift) {
  /** What is asked as it is. */
  public static final Platt NONE = new Platt(1, 0);

  public Platt {
    if (!(slope >= 0) || !Double.isFinite(slope) || !Double.isFinite(shift)) {
      throw new IllegalArgumentException("slope " + slope + ", shift " + shift);
    }
  }

  /** A probability of 0 to 1. */
  public double probability(double logOdds) {
    return RiskScore.probability(slope * logOdds + shift);
  }
}
