package dev.muster.lab.learning;

import dev.muster.contract.CoordinationClass;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.lab.swarm.Outcome;
import dev.muster.learning.Learner;
import dev.muster.learning.Prior;
import dev.muster.model.Surface;
import dev.muster.prediction.SquareCb;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A policy that learns from what it sees: with one learner for all n, or one for each class. */
final class Policy {
  private static final int ARMS = World.ARMS;
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

  private final World world;
  private final Kind kind;
  private final List<Learner> learners;
  private final Surface[] surfaces;
  private final double[] likely = new double[ARMS];
  private final boolean[] allowed = new boolean[ARMS];
  private boolean knows;

  Policy(World world, Kind kind) {
    this.world = world;
    this.kind = kind;
    int models = kind.shared() ? 1 : BANDS.size();
    this.learners =
        IntStream.range(0, models).mapToObj(i -> new Learner(kind.keep(), kind.prior())).toList();
    this.surfaces = new Surface[models];
    fit();
    knows = kind.prior() != Prior.none();
  }

  private int model(int n) {
    return kind.shared() ? 0 : BANDS.indexOf(CoordinationClass.band(n));
  }

  void learn(double[] features, Outcome outcome) {
    learners.get(model(outcome.n())).learn(features, outcome.n(), World.measured(outcome));
  }

  void fit() {
    for (int i = 0; i < surfaces.length; i++) {
      surfaces[i] = learners.get(i).fit();
    }
    knows = true;
  }

  /** What each n is expected to be worth, at index n-1. */
  double[] rewards(LatentTask task, double[] features) {
    if (kind.shared()) {
      return world.rewards(surfaces[0], task, features);
    }
    double[] rewards = new double[ARMS];
    Arrays.setAll(rewards, i -> world.reward(surfaces[model(i + 1)], task, features, i + 1));
    return rewards;
  }

  /** The n that it thinks best of the free agents. */
  int best(LatentTask task, double[] features) {
    return World.best(rewards(task, features), task);
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
        yield World.drawn(likely, uniform);
      }
    };
  }
}
