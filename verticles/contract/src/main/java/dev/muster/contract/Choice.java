package dev.muster.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy chose: n, the probability of each n in 1..8 (index n-1, over the allowed ones), the
 * whole curve, and the reasons.
 *
 * @param fallback why no model chose; null when one did
 * @param promise null when no model chose
 * @param trial null when no challenger differed
 */
public record Choice(
    int n,
    Provenance provenance,
    String model,
    int utilityVersion,
    List<Double> propensities,
    List<CurvePoint> curve,
    List<Contribution> contributions,
    String because,
    @Nullable String fallback,
    @Nullable Promise promise,
    @Nullable Trial trial) {
  public Choice {
    propensities = List.copyOf(propensities);
    curve = List.copyOf(curve);
    contributions = List.copyOf(contributions);
  }
}
