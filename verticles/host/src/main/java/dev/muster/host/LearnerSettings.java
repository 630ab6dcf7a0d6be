package dev.muster.host;

import dev.muster.learning.Learner;
import dev.muster.learning.LearningSettings;
import dev.muster.model.Weights;
import java.time.Duration;

/** Section {@code learning}: how often the host learns and fits, and how fast it forgets. */
record LearnerSettings(
    Integer everyS,
    Double keep,
    Integer refitEach,
    Integer canaryAfter,
    Integer keepModels,
    Integer retrainEveryMin,
    Integer retrainAfter) {
  private static final int BATCH = 200;
  private static final double KEEP = Learner.KEEP;
  private static final double KEEP_LEAST = .9;

  LearnerSettings {
    everyS = Config.within("learning.every_s", everyS, 2, 1, 3600);
    keep = keep == null ? KEEP : keep;
    refitEach = Config.within("learning.refit_each", refitEach, 50, 10, 10_000);
    canaryAfter = Config.within("learning.canary_after", canaryAfter, 200, 50, 100_000);
    keepModels = Config.within("learning.keep_models", keepModels, 5, 1, 50);
    retrainEveryMin = Config.within("learning.retrain_every_min", retrainEveryMin, 60, 0, 10_080);
    retrainAfter = Config.within("learning.retrain_after", retrainAfter, 200, 40, 100_000);
    if (!(keep >= KEEP_LEAST && keep <= 1)) {
      throw new IllegalArgumentException("learning.keep must be in 0.9..1, was " + keep);
    }
  }

  LearningSettings settings(Weights weights) {
    return new LearningSettings(
        Duration.ofSeconds(everyS),
        BATCH,
        keep,
        refitEach,
        canaryAfter,
        keepModels,
        Duration.ofMinutes(retrainEveryMin),
        retrainAfter,
        weights);
  }
}
