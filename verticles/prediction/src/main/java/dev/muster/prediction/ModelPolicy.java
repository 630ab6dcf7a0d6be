package dev.muster.prediction;

import dev.muster.contract.AdviceBatch;
import dev.muster.contract.Choice;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.DecideBatch;
import dev.muster.contract.Experiment;
import dev.muster.contract.Feature;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Provenance;
import dev.muster.contract.Situation;
import dev.muster.contract.Trial;
import dev.muster.model.Weights;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the model that serves, and by the heuristic curve while none does or none answers in
 * time. Safe for use by several threads; what serves is swapped as a whole.
 */
public final class ModelPolicy {
  /** A model that has not answered by then is not waited for. */
  private static final long ANSWER_NANOS = 1_000_000;

  private static final int ARMS = CoordinationClass.AGENTS_MAX;
  private static final int UNITS = FeatureName.values().length;
  private static final double EVEN = .5;
  private static final FeatureName CONFIDENCE = FeatureName.NEURAL_PATTERN_CONFIDENCE;

  /**
   * What costs are worth, and how much may be tried.
   *
   * @param utilityVersion of the weights, stored with each decision
   * @param explorationsPerDay how often another n than the best may be played
   */
  public record Settings(Weights weights, int utilityVersion, int explorationsPerDay) {}

  private final Settings settings;
  private final Exploration exploration;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final ThreadLocal<Outlook> outlooks = ThreadLocal.withInitial(Outlook::new);
  private final ThreadLocal<Outlook> others = ThreadLocal.withInitial(Outlook::new);
  private volatile Served served = Served.NOBODY;
  private volatile @Nullable Arms arms;
  private volatile @Nullable String fallback;

  public ModelPolicy(
      Settings settings, InstantSource clock, LongSupplier nanos, RandomGenerator random) {
    this.settings = settings;
    this.exploration = new Exploration(settings.explorationsPerDay(), random);
    this.clock = clock;
    this.nanos = nanos;
  }

  /** From now on these decide. */
  public void serve(Served next) {
    served = next;
  }

  /** From now on this experiment is played; null when none is. */
  public void tries(@Nullable Experiment experiment) {
    arms = experiment == null ? null : new Arms(experiment, settings.weights());
  }

  /** From now on the heuristic curve decides for this reason; null lets models decide again. */
  public void fallBack(@Nullable String reason) {
    fallback = reason;
  }

  public Served served() {
    return served;
  }

  /**
   * With {@code neural_pattern_confidence}: by how much the model that served before prefers its
   * best n to the next best, as a share of the whole range. Not the champion's own, which would be
   * fitted on what it says of itself.
   */
  public Situation prepared(Situation situation) {
    Served.Named previous = served.previous();
    if (previous == null) {
      return situation;
    }
    Outlook outlook = outlooks.get();
    if (!look(outlook, previous, features(situation), situation)) {
      return situation;
    }
    double margin = outlook.margin(allowed(situation));
    List<Feature> features =
        situation.features().stream()
            .map(feature ->
                feature.name() == CONFIDENCE && feature.value() == null
                    ? new Feature(CONFIDENCE, margin, Provenance.ESTIMATED)
                    : feature)
            .toList();
    return situation.with(features, situation.masked());
  }

  /** The choice for a task that starts: now and then another n than the best, to learn. */
  public Choice choose(Situation situation) {
    return decide(situation, true);
  }

  /** The choice without exploration and trials. */
  public Choice advise(Situation situation) {
    return decide(situation, false);
  }

  /** The best n of many questions, without exploration and explanation. */
  public AdviceBatch batch(List<DecideBatch.Question> questions) {
    Served.Named champion = served.champion();
    return champion == null || fallback != null
        ? Batch.heuristic(questions)
        : Batch.of(champion, settings.weights(), questions);
  }

  private Choice decide(Situation situation, boolean plays) {
    String reason = fallback;
    if (reason != null) {
      return HeuristicPolicy.choose(situation, reason);
    }
    Served now = served;
    Served.Named champion = now.champion();
    Arms tried = plays && situation.pinned() == null ? arms : null;
    if (champion == null) {
      Choice choice = fallback(situation, plays ? now.challenger() : null);
      return tried == null || choice.trial() != null
          ? choice
          : tried.curve(situation, choice, clock.instant(), exploration::coin);
    }
    double[] features = features(situation);
    Outlook outlook = outlooks.get();
    long begun = nanos.getAsLong();
    boolean numbers = look(outlook, champion, features, situation);
    if (nanos.getAsLong() - begun > ANSWER_NANOS) {
      return HeuristicPolicy.choose(situation, "model_slow");
    } else if (!numbers) {
      return HeuristicPolicy.choose(situation, "model_failed");
    }
    var drawn = new Drawn(situation, outlook);
    if (situation.pinned() != null) {
      drawn.pin(situation.pinned());
    } else if (!plays) {
      drawn.settle(outlook.best(drawn.allowed));
    } else if (!contested(drawn, now, champion, features)) {
      drawn.play(tried, champion, features);
    }
    Choice choice =
        new Explanation(situation, settings, champion, outlook, features)
            .choice(drawn.n, drawn.probabilities, drawn.trial);
    return tried == null ? choice : tried.told(choice, drawn.arm, drawn.probabilities);
  }

  /** A challenger of the heuristic curve is compared with it like with any other champion. */
  private Choice fallback(Situation situation, Served.@Nullable Named challenger) {
    Choice curve = HeuristicPolicy.choose(situation, "no_model");
    if (challenger == null || situation.pinned() != null) {
      return curve;
    }
    double[] features = features(situation);
    Outlook outlook = outlooks.get();
    if (!look(outlook, challenger, features, situation)) {
      return curve;
    }
    boolean[] allowed = allowed(situation);
    int best = outlook.best(allowed);
    if (best == curve.n()) {
      return curve;
    }
    var coin = new Trials.Coin(curve.n(), best, EVEN, exploration.coin());
    double[] even = new double[ARMS];
    even[best - 1] = EVEN;
    even[curve.n() - 1] = EVEN;
    Trial trial = Trials.of(HeuristicPolicy.MODEL, challenger.id(), coin, List.of(outlook));
    return coin.plays()
        ? new Explanation(situation, settings, challenger, outlook, features)
            .choice(best, even, trial)
        : Explanation.tried(curve, even, trial);
  }

  /**
   * Whether the champion and its challenger, or who served before a champion on probation, differ;
   * then the coin has drawn.
   */
  private boolean contested(Drawn drawn, Served now, Served.Named champion, double[] features) {
    boolean compared = now.challenger() != null;
    if (!compared && now.share() == 0) {
      return false;
    }
    Served.Named rival = compared ? now.challenger() : now.previous();
    List<Outlook> models = List.of(drawn.outlook);
    int theirs;
    if (rival == null) {
      theirs = HeuristicPolicy.choose(drawn.situation, "on_probation").n();
    } else {
      Outlook other = others.get();
      if (!look(other, rival, features, drawn.situation)) {
        return false;
      }
      theirs = other.best(drawn.allowed);
      models = List.of(drawn.outlook, other);
    }
    int ours = drawn.outlook.best(drawn.allowed);
    if (ours == theirs) {
      return false;
    }
    double likely = compared ? EVEN : now.share();
    var coin = new Trials.Coin(ours, theirs, likely, exploration.coin(likely));
    drawn.settle(coin.n());
    drawn.probabilities[ours - 1] = 1 - likely;
    drawn.probabilities[theirs - 1] = likely;
    String id = rival == null ? HeuristicPolicy.MODEL : rival.id();
    drawn.trial = Trials.of(champion.id(), id, coin, models);
    return true;
  }

  private boolean look(
      Outlook outlook, Served.Named model, double[] features, Situation situation) {
    return outlook.look(
        model.model(), features, settings.weights(), situation.value(), free(situation));
  }

  /** Agents that others wait for are not free. */
  static double free(Situation situation) {
    return situation.value(FeatureName.AGENT_COUNT, 1) / (1 + situation.waitingPerAgent());
  }

  static double[] features(Situation situation) {
    double[] values = new double[UNITS];
    List<Feature> features = situation.features();
    for (int i = 0; i < values.length; i++) {
      Double value = features.get(i).value();
      values[i] = value == null ? Double.NaN : value;
    }
    return values;
  }

  static boolean[] allowed(Situation situation) {
    boolean[] allowed = new boolean[ARMS];
    Arrays.fill(allowed, true);
    situation.masked().forEach(masked -> allowed[masked.n() - 1] = false);
    return allowed;
  }

  /** What is being drawn. */
  private final class Drawn {
    private final Situation situation;
    private final Outlook outlook;
    private final boolean[] allowed;
    private final double[] probabilities = new double[ARMS];
    private int n = 1;
    private @Nullable Trial trial;
    private Arms.@Nullable Draw arm;

    Drawn(Situation situation, Outlook outlook) {
      this.situation = situation;
      this.outlook = outlook;
      this.allowed = allowed(situation);
    }

    void settle(int chosen) {
      Arrays.fill(probabilities, 0);
      probabilities[chosen - 1] = 1;
      n = chosen;
    }

    /** The submitter's n, or the largest allowed one below it. */
    void pin(int wanted) {
      int fitting = wanted;
      while (fitting > 1 && !allowed[fitting - 1]) {
        fitting--;
      }
      settle(fitting);
    }

    /** An arm of an experiment; where its arms agree, exploration goes on, for both alike. */
    void play(@Nullable Arms tried, Served.Named champion, double[] features) {
      Instant now = clock.instant();
      var draw =
          tried == null
              ? null
              : tried.draw(situation, champion, features, outlook, now, exploration::coin);
      arm = draw;
      if (draw != null && draw.a() != draw.b()) {
        settle(draw.n());
        probabilities[draw.a() - 1] = EVEN;
        probabilities[draw.b() - 1] = EVEN;
      } else {
        boolean[] left = draw == null ? allowed : draw.left();
        n = exploration.draw(outlook, left, champion.outcomes(), probabilities, now);
      }
    }
  }
}
