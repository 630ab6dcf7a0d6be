package dev.muster.coordination;

import dev.muster.contract.Choice;
import dev.muster.contract.Mode;
import dev.muster.contract.Situation;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Who decides.
 *
 * @param prepares adds what only models know of a situation: how sure the one before was
 * @param chooses for a task that starts: it may play another n than the best, to learn
 * @param advises what would be best, for estimates, sessions and advice
 * @param fallback without a model, for the reason that is named
 * @param standing which mode holds
 */
public record Policy(
    UnaryOperator<Situation> prepares,
    Function<Situation, Choice> chooses,
    Function<Situation, Choice> advises,
    BiFunction<Situation, String, Choice> fallback,
    Supplier<Standing> standing) {

  /** The mode, and why it is that one. */
  public record Standing(Mode mode, String reason) {
    /** No model serves. */
    public static final Standing NO_MODEL = new Standing(Mode.FALLBACK, "no_model");

    /** A model serves. */
    public static final Standing MODEL = new Standing(Mode.PRODUCTION, "model");

    /** What a decision was made in: an emergency, or else whoever made it. */
    Standing of(Choice choice) {
      String fallback = choice.fallback();
      if (mode == Mode.EMERGENCY) {
        return this;
      }
      return fallback == null ? MODEL : new Standing(Mode.FALLBACK, fallback);
    }
  }

  /** One that does the same always, and is no model. */
  public static Policy of(Function<Situation, Choice> rule) {
    return new Policy(
        UnaryOperator.identity(),
        rule,
        rule,
        (situation, why) -> rule.apply(situation),
        () -> Standing.NO_MODEL);
  }
}
