package dev.muster.learning;

import dev.muster.contract.ModelCard;
import dev.muster.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * Who decides from now on.
 *
 * @param champion null while the heuristic curve serves
 * @param challenger who is compared with it; null when nobody is
 * @param previous who served before the champion; null when no model did
 */
public record Serving(
    @Nullable Named champion, @Nullable Named challenger, @Nullable Named previous) {

  /**
   * A model with its card.
   *
   * @param clock outcomes since learning began, fewer after a drift; the more, the less is explored
   */
  public record Named(ModelCard card, Model model, double clock) {}
}
