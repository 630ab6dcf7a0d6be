package dev.muster.prediction;

import dev.muster.contract.AdviceBatch;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.CurvePoint;
import dev.muster.contract.DecideBatch.Question;
import dev.muster.contract.Feature;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Masked;
import dev.muster.contract.Provenance;
import dev.muster.contract.Situation;
import dev.muster.model.Weights;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The best n of many questions, without their explanation. */
final class Batch {
  private static final int ARMS = CoordinationClass.AGENTS_MAX;
  private static final FeatureName[] NAMES = FeatureName.values();
  private static final double REWARD_SCALE = 3;
  private static final double REWARD_SHIFT = 2;

  private Batch() {}

  /** By the model; by the heuristic curve where it answers with something that is no number. */
  static AdviceBatch of(Served.Named served, Weights weights, List<Question> questions) {
    var outlook = new Outlook();
    double[] features = new double[NAMES.length];
    boolean[] allowed = new boolean[ARMS];
    var best =
        questions.stream()
            .map(question -> {
              read(question.features(), features);
              Integer most = question.agentsMax();
              Arrays.fill(allowed, false);
              Arrays.fill(allowed, 0, most == null ? ARMS : most, true);
              Double value = question.value();
              double free = Double.isNaN(features[1]) ? 1 : features[1];
              if (!outlook.look(
                  served.model(), features, weights, value == null ? 1 : value, free)) {
                return heuristic(question);
              }
              int n = outlook.best(allowed);
              return best(n, outlook.reward(n) * REWARD_SCALE - REWARD_SHIFT);
            })
            .toList();
    return new AdviceBatch(served.id(), served.provenance(), best);
  }

  /** By the heuristic curve. */
  static AdviceBatch heuristic(List<Question> questions) {
    return new AdviceBatch(
        HeuristicPolicy.MODEL,
        Provenance.HEURISTIC,
        questions.stream().map(Batch::heuristic).toList());
  }

  private static AdviceBatch.Best heuristic(Question question) {
    Integer most = question.agentsMax();
    var situation =
        new Situation(
            Arrays.stream(NAMES).map(name -> feature(name, question.features())).toList(),
            IntStream.rangeClosed(2, ARMS)
                .filter(n -> most != null && n > most)
                .mapToObj(n -> new Masked(n, most + " agents at most"))
                .toList(),
            null,
            null,
            0,
            1,
            null);
    CurvePoint best =
        HeuristicPolicy.curve(situation).stream()
            .filter(point -> situation.allows(point.n()))
            .max(Comparator.comparingDouble(CurvePoint::utility))
            .orElseThrow();
    return best(best.n(), best.utility());
  }

  private static AdviceBatch.Best best(int n, double utility) {
    return new AdviceBatch.Best(n, CoordinationClass.band(n), utility);
  }

  private static Feature feature(FeatureName name, Map<String, Double> features) {
    Double value = features.get(name.toString());
    return value == null ? Feature.unknown(name) : new Feature(name, value, Provenance.ESTIMATED);
  }

  private static void read(Map<String, Double> from, double[] into) {
    for (int i = 0; i < NAMES.length; i++) {
      Double value = from.get(NAMES[i].toString());
      into[i] = value == null ? Double.NaN : value;
    }
  }
}
