package dev.muster.store;

import static dev.muster.store.Samples.attemptId;
import static dev.muster.store.Samples.decisionId;
import static dev.muster.store.Samples.taskId;

import dev.muster.contract.Contribution;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.CurvePoint;
import dev.muster.contract.Decision;
import dev.muster.contract.Feature;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Masked;
import dev.muster.contract.Mode;
import dev.muster.contract.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Plain decisions for tests. */
final class Decisions {
  private Decisions() {}

  /** The features in even places are known and tell their place in tenths. */
  static Decision decision(int number, Instant at, List<Masked> mask) {
    var features = new ArrayList<Feature>();
    for (FeatureName name : FeatureName.values()) {
      int place = features.size();
      features.add(place % 2 == 0 ? Feature.measured(name, place / 10.0) : Feature.unknown(name));
    }
    return new Decision(
        decisionId(number),
        taskId(number),
        attemptId(number),
        at,
        FeatureName.FEATURES_VERSION,
        features,
        mask,
        List.of(0.1, 0.9, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
        2,
        CoordinationClass.SUBOPTIMAL,
        CoordinationClass.SUBOPTIMAL.topology(),
        "heuristic-1",
        Provenance.HEURISTIC,
        1,
        Mode.FALLBACK,
        "no_model",
        List.of(new CurvePoint(1, 0.7, 1.0, 1.0, 0.0, 0.58, null)),
        List.of(new Contribution(FeatureName.TASK_COMPLEXITY, 0.08)),
        "Two agents for this task.",
        null,
        null,
        null);
  }
}
