package dev.muster.prediction;

import dev.muster.contract.Feature;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Masked;
import dev.muster.contract.Provenance;
import dev.muster.contract.Situation;
import dev.muster.model.Measure;
import dev.muster.model.Model;
import dev.muster.model.Surface;
import dev.muster.model.Terms;
import dev.muster.model.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Models and situations whose numbers can be worked by hand. */
final class Models {
  /** The term that is 1 for eight agents, 0 for one, and log-linear between. */
  private static final int DOUBLINGS = 66;

  /** A minute costs .05, an agent's minute .01, nothing else anything. */
  static final Weights WEIGHTS = new Weights(.05, 0, 0, .01, 0);

  private Models() {}

  /**
   * Success .7 for every n; ten minutes for one agent, {@code ofEight} of them for eight; the
   * logarithm of the minutes has deviation .2.
   */
  static Model sharing(double ofEight) {
    double[] success = new double[Terms.COUNT];
    success[0] = .7;
    double[] minutes = new double[Terms.COUNT];
    minutes[0] = Math.log(10) - .02;
    minutes[DOUBLINGS] = Math.log(ofEight);
    return Surface.of(
        Map.of(
            Measure.SUCCESS, new Surface.Fit(success, .21),
            Measure.LOG_MINUTES, new Surface.Fit(minutes, .04)));
  }

  /** One minute for a task of middling or unknown complexity, e^1000 for the most complex one. */
  static Model endlessIfComplex() {
    double[] minutes = new double[Terms.COUNT];
    minutes[1] = 1_000;
    return Surface.of(Map.of(Measure.LOG_MINUTES, new Surface.Fit(minutes, 0)));
  }

  static Served.Named named(String id, Model model) {
    return new Served.Named(id, model, Provenance.ESTIMATED, 400);
  }

  /** Nothing is known but that all agents are free. */
  static Situation situation(@Nullable Integer pinned, int... masked) {
    List<Feature> features =
        Arrays.stream(FeatureName.values())
            .map(name ->
                name == FeatureName.AGENT_COUNT ? Feature.measured(name, 1) : Feature.unknown(name))
            .toList();
    List<Masked> masks = Arrays.stream(masked).mapToObj(n -> new Masked(n, "by the test")).toList();
    return new Situation(features, masks, null, pinned, 0, 1, 10.0);
  }
}
