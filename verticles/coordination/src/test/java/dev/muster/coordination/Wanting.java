package dev.muster.coordination;

import dev.muster.contract.Choice;
import dev.muster.contract.CurvePoint;
import dev.muster.contract.Provenance;
import dev.muster.contract.Situation;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A policy that always wants the same n: it gets that, the pinned one, or the nearest below. */
final class Wanting implements Function<Situation, Choice> {
  private volatile int wanted = 1;

  void agents(int n) {
    wanted = n;
  }

  @Override
  public Choice apply(Situation situation) {
    return without(situation, "no_model");
  }

  /** The same, for another reason why no model chose. */
  Choice without(Situation situation, String fallback) {
    Integer pinned = situation.pinned();
    int most = pinned == null ? wanted : pinned;
    int n = IntStream.rangeClosed(1, most).filter(situation::allows).max().orElseThrow();
    List<Double> propensities =
        IntStream.rangeClosed(1, 8).mapToObj(k -> k == n ? 1.0 : 0.0).toList();
    List<CurvePoint> curve =
        IntStream.rangeClosed(1, 8).mapToObj(k -> new CurvePoint(k, .5, 1, 1, 0, 0, null)).toList();
    return new Choice(
        n,
        pinned == null ? Provenance.HEURISTIC : Provenance.PINNED,
        "wanting",
        1,
        propensities,
        curve,
        List.of(),
        "It was wanted.",
        fallback,
        null,
        null,
        null);
  }
}
