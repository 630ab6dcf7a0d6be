package dev.muster.learning;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the host's learning remembers beside the statistics and the models, kept as JSON in the same
 * commit.
 *
 * @param version of this form
 * @param pinned the id of the model that an operator holds in place
 * @param former who served before, the latest first; the heuristic curve has a name too
 * @param running the comparison that goes on; null when there is none
 * @param probation of the champion; null when it is not on probation
 * @param canaries started since a champion held for long
 * @param sinceCanary outcomes learned since the last one ended
 * @param sinceFit outcomes learned since a surface was fitted
 * @param championFor outcomes learned under the champion
 * @param drift the alarms
 * @param feedback what was reported of late
 * @param retraining null when no challenger of another family was fitted yet
 */
record LearningState(
    int version,
    @Nullable String pinned,
    List<String> former,
    @Nullable Running running,
    Tenure.@Nullable State probation,
    int canaries,
    long sinceCanary,
    long sinceFit,
    long championFor,
    ChampionWatch.State drift,
    FeedbackGate.Snapshot feedback,
    Retraining.@Nullable State retraining) {
  /** The form that this version writes and reads. */
  static final int VERSION = 1;

  LearningState {
    former = List.copyOf(former);
  }

  /** A canary, and who takes part in it. */
  record Running(
      String champion, String challenger, int number, Instant since, Canary.Snapshot test) {}

  /** Of a host that learned nothing; its first canary waits for nothing. */
  static LearningState fresh(int canaryAfter) {
    return new LearningState(
        VERSION,
        null,
        List.of(),
        null,
        null,
        0,
        canaryAfter,
        0,
        0,
        ChampionWatch.State.FRESH,
        new FeedbackGate().snapshot(),
        null);
  }
}
