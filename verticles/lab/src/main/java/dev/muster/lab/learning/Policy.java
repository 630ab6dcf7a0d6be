package dev.muster.lab.learning;

import dev.muster.contract.CoordinationClass;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.lab.swarm.Outcome;
import dev.muster.learning.Learner;
import dev.muster.learning.Prior;
import dev.muster.model.Measure;
import dev.muster.model.Surface;
import dev.muster.model.Terms;
import dev.muster.model.Weights;
import dev.muster.prediction.SquareCb;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A policy that learns from what it sees: with one learner for all n, or one for each class. */
final class Policy {
  private static final int ARMS = CoordinationClass.AGENTS_MAX;
  private static final List<CoordinationClass> BANDS = List.of(CoordinationClass.values());
  private static final double EPSILON = .05;

  /** How it chooses what it does not think best. */
  enum Exploration {
    /** As the host does. */
    SQUARE_CB,
    /** Of twenty choices one is random. */
    EPSILON,
    /** Never. */
    GREEDY,
    /** All choices are random. */
    UNIFORM
  }

  /**
   * What it is.
   *
   * @param shared one learner for all n, not one for each class
   * @param keep what is left of earlier outcomes after each
   */
  record Kind(boolean shared, double keep, Prior prior, Exploration exploration) {}

  private final Weights weights;
  private final Kind kind;
  private final List<Learner> learners;
  private final Surface[] surfaces;
  private final double[] terms = new double[Terms.COUNT];
  private final double[] expected = new double[Measure.values().length];
  private final double[] likely = new double[ARMS];
  private final boolean[] allowed = new boolean[ARMS];
  private boolean knows;

  Policy(Weights weights, Kind kind) {
    this.weights = weights;
    this.kind = kind;
    int models = kind.shared() ? 1 : BANDS.size();
    this.learners =
        IntStream.range(0, models).mapToObj(i -> new Learner(kind.keep(), kind.prior())).toList();
    this.surfaces = new Surface[models];
    fit();
    knows = kind.prior() != Prior.none();
  }

  /** One that was shown what every n became; it chooses the same in each copy. */
  private Policy(Policy other) {
    this.weights = other.weights;
    this.kind = other.kind;
    this.learners = other.learners;
    this.surfaces = other.surfaces.clone();
    this.knows = true;
  }

  private int model(int n) {
    return kind.shared() ? 0 : BANDS.indexOf(CoordinationClass.band(n));
  }

  /** One that chooses the same, for another thread; it must not learn any more. */
  Policy copy() {
    return new Policy(this);
  }

  void learn(double[] features, Outcome outcome) {
    learners.get(model(outcome.n())).learn(features, outcome.n(), measured(outcome));
  }

  /** The measures of an outcome in their order. */
  static double[] measured(Outcome outcome) {
    return new double[] {
      outcome.success() ? 1 : 0,
      StrictMath.log(outcome.minutes()),
      StrictMath.log(outcome.tokens()),
      outcome.conflicts()
    };
  }

  void fit() {
    for (int i = 0; i < surfaces.length; i++) {
      surfaces[i] = learners.get(i).fit();
    }
    knows = true;
  }

  /** As {@link #fit}, for outcomes of one task with several n, whose errors are the same. */
  void fitTogether() {
    for (int i = 0; i < surfaces.length; i++) {
      surfaces[i] = learners.get(i).fitTogether();
    }
    knows = true;
  }

  /** What each n is expected to be worth, at index n-1. */
  double[] rewards(LatentTask task, double[] features) {
    double[] rewards = new double[ARMS];
    for (int n = 1; n <= ARMS; n++) {
      Terms.fill(features, n, terms);
      surfaces[model(n)].expect(terms, expected);
      rewards[n - 1] = weights.reward(expected, n, task.value(), task.free() / (double) ARMS);
    }
    return rewards;
  }

  /** The n that it thinks best of the free agents. */
  int best(LatentTask task, double[] features) {
    double[] rewards = rewards(task, features);
    int best = 1;
    for (int n = 2; n <= task.free(); n++) {
      best = rewards[n - 1] > rewards[best - 1] ? n : best;
    }
    return best;
  }

  /** Whether what it learned has a say in what it plays. */
  boolean chooses() {
    return kind.exploration() != Exploration.UNIFORM;
  }

  /** The n that it plays; a random one before it knows anything. */
  int choice(LatentTask task, double[] features, Random random) {
    double uniform = random.nextDouble();
    int any = 1 + random.nextInt(task.free());
    if (!knows) {
      return any;
    }
    return switch (kind.exploration()) {
      case UNIFORM -> any;
      case GREEDY -> best(task, features);
      case EPSILON -> uniform < EPSILON ? any : best(task, features);
      case SQUARE_CB -> {
        Arrays.fill(allowed, false);
        Arrays.fill(allowed, 0, task.free(), true);
        double outcomes = learners.stream().mapToDouble(Learner::outcomes).sum();
        SquareCb.fill(rewards(task, features), allowed, outcomes, likely);
        yield drawn(likely, uniform);
      }
    };
  }

  private static int drawn(double[] likely, double uniform) {
    double below = 0;
    for (int i = 0; i < likely.length; i++) {
      below += likely[i];
      if (uniform < below) {
        return i + 1;
      }
    }
    return 1;
  }
}
