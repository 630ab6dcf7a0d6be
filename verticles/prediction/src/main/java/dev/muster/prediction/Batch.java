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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The best n of many questions, without their explanation. */
final class Batch {
  private static final int ARMS = CoordinationClass.AGENTS_MAX;
  private static final FeatureName[] NAMES = FeatureName.values();

  private Batch() {}

  /**
   * By the model; all by the heuristic curve when it answers one with something that is no number,
   * because a batch says once who answered.
   */
  static AdviceBatch of(Served.Named served, Weights weights, List<Question> questions) {
    var outlook = new Outlook();
    boolean[] allowed = new boolean[ARMS];
    var best = new ArrayList<AdviceBatch.Best>();
    for (Question question : questions) {
      Double value = question.value();
      Double free = question.features().get(FeatureName.AGENT_COUNT.toString());
      if (!outlook.look(
          served.model(),
          features(question),
          weights,
          value == null ? 1 : value,
          free == null ? 1 : free)) {
        return heuristic(questions);
      }
      Integer most = question.agentsMax();
      Arrays.fill(allowed, false);
      Arrays.fill(allowed, 0, most == null ? ARMS : most, true);
      int n = outlook.best(allowed);
      best.add(best(n, outlook.utility(n)));
    }
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

  /** In their order, NaN where unknown. */
  private static double[] features(Question question) {
    return Arrays.stream(NAMES)
        .mapToDouble(name -> question.features().getOrDefault(name.toString(), Double.NaN))
        .toArray();
  }
}
