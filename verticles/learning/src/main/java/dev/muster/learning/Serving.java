package dev.muster.learning;

import dev.muster.contract.ModelCard;
import dev.muster.contract.ModelState;
import dev.muster.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * Who decides from now on.
 *
 * @param champion null while the heuristic curve serves
 * @param challenger who is compared with it; null when nobody is
 * @param previous who served before the champion; null when no model did
 * @param share how likely who served before the champion, which without {@code previous} is the
 *     heuristic curve, still plays where the two differ; in [0,.5], 0 without a probation
 */
public record Serving(
    @Nullable Named champion, @Nullable Named challenger, @Nullable Named previous, double share) {

  /**
   * A model with its card.
   *
   * @param outcomes that were learned and still count; the more, the less is explored
   */
  public record Named(ModelCard card, Model model, double outcomes) {
    private static @Nullable Named of(@Nullable ModelCard card, Roster roster, double outcomes) {
      Model model = card == null ? null : roster.model(card.id());
      return card == null || model == null ? null : new Named(card, model, outcomes);
    }
  }

  static Serving of(Roster roster, Succession succession, double outcomes, double share) {
    return new Serving(
        Named.of(roster.in(ModelState.CHAMPION), roster, outcomes),
        Named.of(roster.in(ModelState.CHALLENGER), roster, outcomes),
        Named.of(succession.previous(), roster, outcomes),
        share);
  }
}
