package dev.muster.coordination;

import dev.muster.contract.HookVerdict;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.Phase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The way to the plugins: whether any takes part in a phase, and what they say of an input. The
 * stage never fails and ends within the deadlines of the plugins.
 */
public record HookPort(
    Predicate<Phase> wanted, Function<HookInput, CompletionStage<HookVerdict>> dispatch) {
  /** No plugin takes part in anything. */
  public static final HookPort NONE =
      new HookPort(phase -> false, input -> CompletableFuture.completedFuture(HookVerdict.PROCEED));
}
