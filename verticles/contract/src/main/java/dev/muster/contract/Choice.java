package dev.muster.contract;

import java.util.List;

/**
 * What a policy chose: n, the probability of each n in 1..8 (index n-1, over the allowed ones), the
 * whole curve, and the reasons.
 */
public record Choice(
    int n,
    Provenance provenance,
    String model,
    int utilityVersion,
    List<Double> propensities,
    List<CurvePoint> curve,
    List<Contribution> contributions,
    String because) {
  public Choice {
    propensities = List.copyOf(propensities);
    curve = List.copyOf(curve);
    contributions = List.copyOf(contributions);
  }
}
