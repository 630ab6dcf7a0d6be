package dev.muster.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model cards, newest first, and how learning stands.
 *
 * @param pinned the id of the model that an operator holds in place
 * @param learned outcomes that were learned, all of them, also those that were taken back since
 * @param waiting outcomes that will be learned
 * @param quarantined reported outcomes that were kept away, with a reason
 * @param drifts how often an alarm said that the world had changed
 * @param recovering whether the latest such alarm is not yet outgrown
 * @param canary null when no challenger is compared
 * @param probation null when no champion is on probation
 * @param stopped why nothing is learned any more; null while learning goes on
 * @param retrained what became of the last challenger of another family; null when there was none
 */
public record ModelList(
    List<ModelCard> cards,
    @Nullable String pinned,
    long learned,
    long waiting,
    long quarantined,
    long drifts,
    boolean recovering,
    @Nullable CanaryStatus canary,
    @Nullable ProbationStatus probation,
    @Nullable String stopped,
    @Nullable String retrained)
    implements Reply {
  public ModelList {
    cards = List.copyOf(cards);
  }
}
