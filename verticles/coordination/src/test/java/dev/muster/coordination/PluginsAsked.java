package dev.muster.coordination;

import dev.muster.contract.HookAmendment;
import dev.muster.contract.HookVerdict;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.Phase;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Plugins in a few lines: what they want, what they answer, and what they were told so far. */
final class PluginsAsked {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Set<Phase> wanted = EnumSet.noneOf(Phase.class);
  private final Map<Phase, Function<HookInput, CompletionStage<HookVerdict>>> answers =
      new ConcurrentHashMap<>();
  private final List<HookInput> inputs = new CopyOnWriteArrayList<>();

  HookPort port() {
    return new HookPort(wanted::contains, this::dispatch);
  }

  /** Wants these phases and says nothing of them; to be said before anything happens. */
  PluginsAsked wanting(Phase... phases) {
    wanted.addAll(List.of(phases));
    return this;
  }

  void answer(Phase phase, HookVerdict verdict) {
    answerLater(phase, input -> CompletableFuture.completedStage(verdict));
  }

  void answerLater(Phase phase, Function<HookInput, CompletionStage<HookVerdict>> answer) {
    answers.put(phase, answer);
  }

  static HookVerdict atMost(int agents, String note) {
    return new HookVerdict(List.of(new HookAmendment("quiet-hours", agents, note)), null, null);
  }

  static HookVerdict veto(String reason) {
    return new HookVerdict(List.of(), "guard", reason);
  }

  private CompletionStage<HookVerdict> dispatch(HookInput input) {
    inputs.add(input);
    return answers
        .getOrDefault(input.phase(), said -> CompletableFuture.completedStage(HookVerdict.PROCEED))
        .apply(input);
  }

  List<Phase> phases() {
    return inputs.stream().map(HookInput::phase).toList();
  }

  <I extends HookInput> List<I> told(Class<I> type) {
    return inputs.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** What was told of this kind, once there are so many. */
  <I extends HookInput> List<I> told(Class<I> type, int count) {
    until(() -> told(type).size() >= count);
    return told(type);
  }

  /** Waits until it is so. */
  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not become so within " + PATIENCE);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
