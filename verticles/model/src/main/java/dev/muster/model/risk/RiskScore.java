package dev.muster.model.risk;

/** How likely a change is to fail, on the scale of log-odds. */
public interface RiskScore {
  /**
   * Log-odds before recalibration.
   *
   * @param features of the change; NaN where unknown
   * @param group where the change was made, such as a repository; negative or beyond those that
   *     were seen in training when it is new
   */
  double logOdds(double[] features, int group);

  /** The logistic function: log-odds to a probability. */
  static double probability(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }
}
