package dev.muster.prediction;

import dev.muster.contract.Provenance;
import dev.muster.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * Who decides, from one moment to the next.
 *
 * @param champion null while the heuristic curve serves
 * @param challenger who is compared with it; null when nobody is
 * @param previous who served before the champion; null when nobody did
 */
public record Served(
    @Nullable Named champion, @Nullable Named challenger, @Nullable Named previous) {
  /** Nobody but the heuristic curve. */
  public static final Served NOBODY = new Served(null, null, null);

  /**
   * A model with the id of its card.
   *
   * @param provenance of what it expects
   * @param outcomes how many it was fitted on
   */
  public record Named(String id, Model model, Provenance provenance, double outcomes) {}
}
