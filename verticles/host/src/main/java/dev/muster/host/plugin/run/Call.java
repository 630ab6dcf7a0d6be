package dev.muster.host.plugin.run;

import dev.muster.plugin.HookResult;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One thing that a plugin's thread is asked to do until a deadline. It ends once, whoever ends it
 * first: the thread that did it or the watch that gave up on it.
 */
final class Call {
  private final byte step;
  private final long deadline;
  private final Callable<HookResult> body;
  private final Consumer<Answer> then;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean givenUp;

  /** {@code step} is what {@link CrashMarker} keeps of it, {@code deadline} in nanoseconds. */
  Call(byte step, long deadline, Callable<HookResult> body, Consumer<Answer> then) {
    this.step = step;
    this.deadline = deadline;
    this.body = body;
    this.then = then;
  }

  byte step() {
    return step;
  }

  /** How many nanoseconds ago the deadline was; negative before it. */
  long lateBy(long now) {
    return now - deadline;
  }

  /** From now on only the watch may end it: what its thread still says came too late. */
  void giveUp() {
    givenUp = true;
  }

  boolean isGivenUp() {
    return givenUp;
  }

  /** Does it, on the plugin's own thread: nothing that a plugin throws leaves here. */
  @SuppressWarnings("CatchingUnchecked") // the edge of a plugin: whatever it throws is its failure
  Answer carryOut() {
    try {
      HookResult result = body.call();
      return result == null ? new Answer.Failed("it answered null", true) : new Answer.Said(result);
    } catch (Throwable thrown) {
      return new Answer.Failed(Reasons.of(thrown), true);
    }
  }

  void end(Answer answer) {
    if (ended.compareAndSet(false, true)) {
      then.accept(answer);
    }
  }
}
