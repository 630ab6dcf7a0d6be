package dev.muster.prediction;

import dev.muster.contract.Provenance;
import dev.muster.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * Who decides, from one moment to the next.
 *
 * @param champion null while the heuristic curve serves
 * @param challenger who is compared with it; null when nobody is
 * @param previous who served before the champion; null when no model did
 * @param share how likely who served before the champion, which without {@code previous} is the
 *     heuristic curve, still plays where the two differ; in [0,.5], 0 without a probation
 */
public record Served(
    @Nullable Named champion, @Nullable Named challenger, @Nullable Named previous, double share) {
  /** Nobody but the heuristic curve. */
  public static final Served NOBODY = new Served(null, null, null);

  /** With a champion that is not on probation. */
  public Served(@Nullable Named champion, @Nullable Named challenger, @Nullable Named previous) {
    this(champion, challenger, previous, 0);
  }

  /**
   * A model with the id of its card.
   *
   * @param provenance of what it expects
   * @param outcomes how many it was fitted on
   */
  public record Named(String id, Model model, Provenance provenance, double outcomes) {}
}
