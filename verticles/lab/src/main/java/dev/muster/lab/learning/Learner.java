package dev.muster.lab.learning;

import dev.muster.contract.CoordinationClass;
import dev.muster.lab.swarm.LatentTask;
import dev.muster.lab.swarm.Outcome;
import dev.muster.learning.Statistics;
import dev.muster.model.Measure;
import dev.muster.model.Surface;
import dev.muster.model.Terms;
import dev.muster.model.Weights;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A policy that learns from what it sees: one surface for all n, or one for each class. */
final class Learner {
  private static final int ARMS = CoordinationClass.AGENTS_MAX;
  private static final double KEEP_ALL = 1;
  private static final List<CoordinationClass> BANDS = List.of(CoordinationClass.values());

  private final Weights weights;
  private final boolean shared;
  private final List<Map<Measure, Statistics>> statistics;
  private final Surface[] surfaces;
  private final double[] terms = new double[Terms.COUNT];
  private final double[] expected = new double[Measure.values().length];

  Learner(Weights weights, boolean shared) {
    this.weights = weights;
    this.shared = shared;
    int models = shared ? 1 : BANDS.size();
    this.statistics = IntStream.range(0, models).mapToObj(i -> fresh()).toList();
    this.surfaces = new Surface[models];
    fit();
  }

  private static Map<Measure, Statistics> fresh() {
    var map = new EnumMap<Measure, Statistics>(Measure.class);
    for (Measure measure : Measure.values()) {
      map.put(measure, new Statistics());
    }
    return map;
  }

  private int model(int n) {
    return shared ? 0 : BANDS.indexOf(CoordinationClass.band(n));
  }

  /** One that chooses the same, for another thread; it has learned nothing itself. */
  Learner copy() {
    var copy = new Learner(weights, shared);
    System.arraycopy(surfaces, 0, copy.surfaces, 0, surfaces.length);
    return copy;
  }

  void learn(double[] features, Outcome outcome) {
    Terms.fill(features, outcome.n(), terms);
    statistics
        .get(model(outcome.n()))
        .forEach((measure, own) -> own.learn(terms, value(measure, outcome), KEEP_ALL));
  }

  private static double value(Measure measure, Outcome outcome) {
    return switch (measure) {
      case SUCCESS -> outcome.success() ? 1 : 0;
      case LOG_MINUTES -> StrictMath.log(outcome.minutes());
      case LOG_TOKENS -> StrictMath.log(outcome.tokens());
      case CONFLICTS -> outcome.conflicts();
    };
  }

  void fit() {
    fit(Statistics::fit);
  }

  /** As {@link #fit}, for outcomes of one task with several n, whose errors are the same. */
  void fitTogether() {
    fit(own -> own.fit(1));
  }

  private void fit(Function<Statistics, Surface.Fit> how) {
    for (int i = 0; i < surfaces.length; i++) {
      var fits = new EnumMap<Measure, Surface.Fit>(Measure.class);
      statistics.get(i).forEach((measure, own) -> fits.put(measure, how.apply(own)));
      surfaces[i] = Surface.of(fits);
    }
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

  int best(LatentTask task, double[] features) {
    double[] rewards = rewards(task, features);
    int best = 1;
    for (int n = 2; n <= task.free(); n++) {
      best = rewards[n - 1] > rewards[best - 1] ? n : best;
    }
    return best;
  }
}
