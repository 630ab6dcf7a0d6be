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
 * @param arm null when it is not part of an experiment
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
    @Nullable Trial trial,
    @Nullable PlayedArm arm) {
  public Choice {
    propensities = List.copyOf(propensities);
    curve = List.copyOf(curve);
    contributions = List.copyOf(contributions);
  }

  /** The same as part of an experiment, with the probability of each n over both arms. */
  public Choice in(PlayedArm played, List<Double> overBoth, String sentence) {
    return new Choice(
        n,
        provenance,
        model,
        utilityVersion,
        overBoth,
        curve,
        contributions,
        because + " " + sentence,
        fallback,
        promise,
        trial,
        played);
  }
}
