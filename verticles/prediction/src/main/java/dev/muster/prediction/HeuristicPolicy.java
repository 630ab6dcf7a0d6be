package dev.muster.prediction;

import dev.muster.contract.Choice;
import dev.muster.contract.Contribution;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.CurvePoint;
import dev.muster.contract.Feature;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Provenance;
import dev.muster.contract.Situation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The policy {@code heuristic-1}: a fixed curve over n that serves while no model does. */
public final class HeuristicPolicy {

  /*
   * The curve, every constant a guess that says so (provenance `heuristic`):
   *
   *   p          share of the work that can be shared: 1 - 1/parts, or complexity/2 when the parts are unknown
   *   time(n)    (1 - p) + p / min(n, parts) + (.04 + .06 communication)(n - 1)      Amdahl + coordination
   *   conflicts  (.02 + .10 contention) n (n - 1) / 2                                every pair may collide
   *   tokens     1 + .2 (n - 1)                                                      each reads the task again
   *   success    history - .15 (complexity - .5) - .1 min(1, conflicts)
   *   utility    success - .5 time - .05 tokens - .3 conflicts - price n time        LEARNING 1.1, V = 1
   *   price      .01 + min(1, tasks waiting per free agent)                          an idle agent costs nothing
   *
   * The regimes: with tasks waiting, one agent each; with idle agents and independent parts, two or three; without
   * parts, one. Published work agrees that more agents hurt sequential work; the constants wait for a model.
   */
  /** How decisions name it. */
  static final String MODEL = "heuristic-1";

  private static final int UTILITY_VERSION = 1;

  private static final double COMPLEXITY = .5;
  private static final double HISTORY = .7;
  private static final double COMMUNICATION = .3;
  private static final double CONTENTION = .2;

  private HeuristicPolicy() {}

  /**
   * What the curve chooses: the allowed n of the highest utility, or the submitter's own n; {@code
   * fallback} says why no model did.
   */
  public static Choice choose(Situation situation, String fallback) {
    List<CurvePoint> curve = curve(situation);
    List<CurvePoint> allowed = curve.stream().filter(p -> situation.allows(p.n())).toList();
    CurvePoint best =
        allowed.stream().max(Comparator.comparingDouble(CurvePoint::utility)).orElseThrow();
    Integer pinned = situation.pinned();
    int n = pinned == null ? best.n() : fitting(allowed, pinned);
    return new Choice(
        n,
        pinned == null ? Provenance.HEURISTIC : Provenance.PINNED,
        MODEL,
        UTILITY_VERSION,
        certainty(n),
        curve,
        contributions(situation, n),
        pinned == null ? because(allowed, best) : becausePinned(n, pinned),
        fallback,
        null,
        null,
        null);
  }

  /** The curve of n = 1..8, masked ones included. */
  static List<CurvePoint> curve(Situation situation) {
    return IntStream.rangeClosed(1, CoordinationClass.AGENTS_MAX)
        .mapToObj(n -> point(situation, n))
        .toList();
  }

  private static CurvePoint point(Situation situation, int n) {
    double complexity = situation.value(FeatureName.TASK_COMPLEXITY, COMPLEXITY);
    double history = situation.value(FeatureName.HISTORICAL_SUCCESS_RATE, HISTORY);
    double communication = situation.value(FeatureName.CROSS_AGENT_COMMUNICATION, COMMUNICATION);
    double contention = situation.value(FeatureName.RESOURCE_CONTENTION_SCORE, CONTENTION);
    Integer parts = situation.parts();
    double shared = parts == null ? complexity / 2 : 1 - 1.0 / parts;
    int useful = parts == null ? n : Math.min(n, parts);
    double time = (1 - shared) + shared / useful + (.04 + .06 * communication) * (n - 1);
    double conflicts = (.02 + .10 * contention) * n * (n - 1) / 2;
    double tokens = 1 + .2 * (n - 1);
    double success =
        Math.clamp(history - .15 * (complexity - .5) - .1 * Math.min(1, conflicts), .02, .98);
    double price = .01 + Math.min(1, situation.waitingPerAgent());
    double utility = success - .5 * time - .05 * tokens - .3 * conflicts - price * n * time;
    return new CurvePoint(n, success, 1 / time, tokens, conflicts, utility, null);
  }

  /** How much each known feature moves the chosen n's lead over the best other n. */
  private static List<Contribution> contributions(Situation situation, int n) {
    double lead = lead(situation, n);
    var contributions = new ArrayList<Contribution>();
    for (Feature feature : situation.features()) {
      if (feature.value() != null) {
        double effect = lead - lead(without(situation, feature.name()), n);
        if (Math.abs(effect) > 1e-9) {
          contributions.add(new Contribution(feature.name(), effect));
        }
      }
    }
    contributions.sort(Comparator.comparingDouble(c -> -Math.abs(c.effect())));
    return contributions;
  }

  private static double lead(Situation situation, int n) {
    double chosen = point(situation, n).utility();
    double other =
        curve(situation).stream()
            .filter(p -> p.n() != n && situation.allows(p.n()))
            .mapToDouble(CurvePoint::utility)
            .max()
            .orElse(chosen);
    return chosen - other;
  }

  private static Situation without(Situation situation, FeatureName name) {
    List<Feature> features =
        situation.features().stream()
            .map(feature -> feature.name() == name ? Feature.unknown(name) : feature)
            .toList();
    return situation.with(features, situation.masked());
  }

  /** The submitter's n, or the largest allowed one below it. */
  private static int fitting(List<CurvePoint> allowed, int pinned) {
    return allowed.stream().mapToInt(CurvePoint::n).filter(n -> n <= pinned).max().orElse(1);
  }

  private static List<Double> certainty(int n) {
    return IntStream.rangeClosed(1, CoordinationClass.AGENTS_MAX)
        .mapToObj(k -> k == n ? 1.0 : 0.0)
        .toList();
  }

  private static String because(List<CurvePoint> allowed, CurvePoint best) {
    String agents = best.n() == 1 ? "One agent" : best.n() + " agents";
    String sentence = agents + ": the heuristic curve gives utility " + figure(best.utility());
    @Nullable CurvePoint more = at(allowed, best.n() + 1);
    if (more != null) {
      sentence += ", one more would give " + figure(more.utility());
    }
    if (best.n() > 1) {
      sentence += ", one alone " + figure(Objects.requireNonNull(at(allowed, 1)).utility());
    }
    return allowed.size() == 1 ? "One agent: every other number is masked." : sentence + ".";
  }

  static String becausePinned(int n, int pinned) {
    return n == pinned
        ? "The submitter asked for " + n + "."
        : "The submitter asked for " + pinned + ", of which " + n + " could be given.";
  }

  private static @Nullable CurvePoint at(List<CurvePoint> points, int n) {
    return points.stream().filter(p -> p.n() == n).findFirst().orElse(null);
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
