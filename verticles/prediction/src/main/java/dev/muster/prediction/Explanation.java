package dev.muster.prediction;

import dev.muster.contract.Choice;
import dev.muster.contract.Contribution;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.CurvePoint;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Promise;
import dev.muster.contract.Provenance;
import dev.muster.contract.Situation;
import dev.muster.contract.Span;
import dev.muster.contract.Trial;
import dev.muster.model.Grading;
import dev.muster.model.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Why a model chose what it chose, and what it promises. */
final class Explanation {
  private static final int ARMS = CoordinationClass.AGENTS_MAX;

  /** The standard normal deviation that leaves 5 % above. */
  private static final double Z_90 = 1.644854;

  private static final double BOUNDS = .90;
  private static final double LEAST_EFFECT = 1e-9;

  private final Situation situation;
  private final ModelPolicy.Settings settings;
  private final Served.Named served;
  private final Outlook outlook;
  private final double[] features;

  Explanation(
      Situation situation,
      ModelPolicy.Settings settings,
      Served.Named served,
      Outlook outlook,
      double[] features) {
    this.situation = situation;
    this.settings = settings;
    this.served = served;
    this.outlook = outlook;
    this.features = features;
  }

  /** The choice of n; {@code probabilities} at index n-1. */
  Choice choice(int n, double[] probabilities, @Nullable Trial trial) {
    List<CurvePoint> curve = curve();
    String because = because(n, probabilities, trial);
    Promise promise = promise(n);
    List<Contribution> contributions = contributions(n);
    return new Choice(
        n,
        situation.pinned() == null ? served.provenance() : Provenance.PINNED,
        served.id(),
        settings.utilityVersion(),
        Arrays.stream(probabilities).boxed().toList(),
        curve,
        contributions,
        because,
        null,
        promise,
        trial,
        null);
  }

  /** The heuristic's choice, played because the coin said so. */
  static Choice tried(Choice curve, double[] coin, Trial trial) {
    return new Choice(
        curve.n(),
        curve.provenance(),
        curve.model(),
        curve.utilityVersion(),
        Arrays.stream(coin).boxed().toList(),
        curve.curve(),
        curve.contributions(),
        curve.because(),
        curve.fallback(),
        null,
        trial,
        null);
  }

  private List<CurvePoint> curve() {
    return IntStream.rangeClosed(1, ARMS)
        .mapToObj(n ->
            new CurvePoint(
                n,
                outlook.success(n),
                outlook.minutes(1) / outlook.minutes(n),
                outlook.tokens(n) / outlook.tokens(1),
                outlook.conflicts(n),
                outlook.utility(n),
                span(Measure.LOG_MINUTES, outlook.minutes(n))))
        .toList();
  }

  private Promise promise(int n) {
    double variance = served.model().variance(Measure.LOG_MINUTES);
    boolean tokens = served.model().variance(Measure.LOG_TOKENS) > 0;
    double kept = outlook.success(n) * Math.exp(-outlook.conflicts(n)) * BOUNDS;
    return new Promise(
        outlook.success(n),
        span(Measure.LOG_MINUTES, outlook.minutes(n)),
        tokens ? span(Measure.LOG_TOKENS, outlook.tokens(n)) : null,
        tokens ? kept * BOUNDS : kept,
        Grading.likeliest(
            outlook.success(n),
            Math.log(outlook.minutes(n)) - variance / 2,
            Math.sqrt(variance),
            situation.typicalMinutes(),
            outlook.conflicts(n)),
        situation.typicalMinutes());
  }

  /** Bounds of a log-normal value with that mean. */
  private Span span(Measure measure, double mean) {
    double variance = served.model().variance(measure);
    double middle = Math.log(mean) - variance / 2;
    double half = Z_90 * Math.sqrt(variance);
    return new Span(Math.exp(middle - half), Math.exp(middle + half));
  }

  /** How much each known feature moves the chosen n's lead over the best other n. */
  private List<Contribution> contributions(int n) {
    double lead = lead(outlook, n);
    var other = new Outlook();
    var contributions = new ArrayList<Contribution>();
    FeatureName[] names = FeatureName.values();
    for (int at = 0; at < names.length; at++) {
      double known = features[at];
      if (!Double.isNaN(known)) {
        features[at] = Double.NaN;
        other.look(
            served.model(),
            features,
            settings.weights(),
            situation.value(),
            ModelPolicy.free(situation));
        features[at] = known;
        double effect = lead - lead(other, n);
        if (Math.abs(effect) > LEAST_EFFECT) {
          contributions.add(new Contribution(names[at], effect));
        }
      }
    }
    contributions.sort(Comparator.comparingDouble(c -> -Math.abs(c.effect())));
    return contributions;
  }

  private double lead(Outlook of, int n) {
    double other =
        IntStream.rangeClosed(1, ARMS)
            .filter(k -> k != n && situation.allows(k))
            .mapToDouble(of::utility)
            .max()
            .orElse(of.utility(n));
    return of.utility(n) - other;
  }

  private String because(int n, double[] probabilities, @Nullable Trial trial) {
    Integer pinned = situation.pinned();
    if (pinned != null) {
      return HeuristicPolicy.becausePinned(n, pinned);
    }
    String agents = n == 1 ? "One agent" : n + " agents";
    String worth = agents + ": " + served.id() + " expects utility " + at(n);
    String others = n < ARMS && situation.allows(n + 1) ? ", of one more " + at(n + 1) : "";
    others += n > 1 ? ", of one alone " + at(1) : "";
    if (trial != null) {
      String other = served.id().equals(trial.champion()) ? trial.challenger() : trial.champion();
      return worth + others + ". " + other + " differs, and a coin decided.";
    }
    double likely = probabilities[n - 1];
    boolean best = IntStream.rangeClosed(1, ARMS).allMatch(k -> probabilities[k - 1] <= likely);
    return best
        ? worth + others + "."
        : worth + others + ". Drawn to learn, with probability " + figure(likely) + ".";
  }

  private String at(int n) {
    return figure(outlook.utility(n));
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
