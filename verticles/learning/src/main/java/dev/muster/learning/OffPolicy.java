package dev.muster.learning;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What another policy would have earned on logged decisions. It screens challengers and never
 * promotes one. Decisions without a coin (propensity 1) say nothing of other choices and are
 * refused.
 */
public final class OffPolicy {
  /** Fewer effective outcomes are no estimate. */
  public static final double EFFECTIVE_LEAST = 200;

  private static final double NORMAL_95 = 1.959964;

  private OffPolicy() {}

  /**
   * A logged decision.
   *
   * @param reward of what was played, in [0,1]
   * @param logged how likely it was played, in (0,1)
   * @param target how likely the other policy plays it, in [0,1]
   * @param predicted what a model expects of what was played
   * @param valued what the model expects of the other policy's choice here
   */
  public record Decision(
      double reward, double logged, double target, double predicted, double valued) {
    public Decision {
      if (!(logged > 0 && logged < 1)) {
        throw new IllegalArgumentException(
            "a propensity must be above 0 and below 1, was " + logged);
      }
    }

    double weight() {
      return target / logged;
    }
  }

  /** A mean, and half the width of its 95 % interval. */
  public record Estimate(double value, double margin) {}

  /**
   * All estimators over the same decisions, as far as there is enough to estimate from.
   *
   * @param effective (sum w)^2 / sum w^2
   * @param meanWeight near 1 when the propensities are right
   * @param dm the direct method: what the model expects; its interval knows nothing of the model's
   *     own error
   * @param ips inverse propensity scoring
   * @param snips the same over the sum of weights
   * @param dr doubly robust (Dudik et al. 2011)
   * @param switchDr doubly robust where the weight is small, the model elsewhere (Wang et al. 2017)
   */
  public record Estimates(
      double effective,
      double meanWeight,
      @Nullable Estimate dm,
      @Nullable Estimate ips,
      @Nullable Estimate snips,
      @Nullable Estimate dr,
      @Nullable Estimate switchDr) {}

  /** The estimates; {@code weightMost} is the largest weight that SWITCH-DR trusts. */
  public static Estimates estimate(List<Decision> decisions, double weightMost) {
    double sum = decisions.stream().mapToDouble(Decision::weight).sum();
    double squares = decisions.stream().mapToDouble(d -> d.weight() * d.weight()).sum();
    double effective = squares == 0 ? 0 : sum * sum / squares;
    double meanWeight = decisions.isEmpty() ? Double.NaN : sum / decisions.size();
    if (effective < EFFECTIVE_LEAST) {
      return new Estimates(effective, meanWeight, null, null, null, null, null);
    }
    Estimate plain = of(decisions, d -> d.weight() * d.reward());
    double ratio = plain.value() / meanWeight;
    Estimate spread = of(decisions, d -> d.weight() * (d.reward() - ratio) / meanWeight);
    return new Estimates(
        effective,
        meanWeight,
        of(decisions, Decision::valued),
        plain,
        new Estimate(ratio, spread.margin()),
        of(decisions, d -> d.valued() + d.weight() * (d.reward() - d.predicted())),
        of(decisions, d -> switched(d, weightMost)));
  }

  private static double switched(Decision decision, double weightMost) {
    boolean trusted = decision.weight() <= weightMost;
    return decision.valued()
        + (trusted ? decision.weight() * (decision.reward() - decision.predicted()) : 0);
  }

  private static Estimate of(List<Decision> decisions, ToDoubleFunction<Decision> of) {
    int count = decisions.size();
    double mean = decisions.stream().mapToDouble(of).average().orElseThrow();
    double squares =
        decisions.stream().mapToDouble(of).map(value -> (value - mean) * (value - mean)).sum();
    return new Estimate(mean, NORMAL_95 * Math.sqrt(squares / (count - 1) / count));
  }
}
