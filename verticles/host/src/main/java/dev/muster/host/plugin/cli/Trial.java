package dev.muster.host.plugin.cli;

import dev.muster.contract.PluginKind;
import dev.muster.host.plugin.engine.Engine;
import dev.muster.host.plugin.engine.EngineLimits;
import dev.muster.host.plugin.engine.EngineRoom;
import dev.muster.host.plugin.engine.HookFailed;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.Manifest;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.Phase;
import dev.muster.plugin.PluginContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One plugin in the engine of its kind, each call on a thread of its own and within its deadline.
 */
record Trial(Candidate candidate, Path scratch) {
  /** The defaults of section {@code plugins}; what the operator set there is not looked at. */
  private static final EngineLimits LIMITS = new EngineLimits(16, 65_536);

  private static final Duration START = Duration.ofSeconds(5);

  /** How one phase went; {@code failure} is there when it did not answer. */
  record Step(Phase phase, @Nullable HookResult result, @Nullable String failure, double micros) {}

  /** Starts it, asks it for each phase once, and ends it; fails when it does not start. */
  List<Step> run(List<Phase> phases, RecordedInputs inputs, PluginContext context)
      throws Exception {
    Engine engine = EngineRoom.in(scratch, LIMITS).open(candidate);
    try {
      within(
          START,
          () -> {
            engine.start(context);
            return true;
          });
      var steps = new ArrayList<Step>();
      for (Phase phase : phases) {
        steps.add(step(engine, inputs.of(phase)));
      }
      return steps;
    } finally {
      within(
          START,
          () -> {
            engine.close();
            return true;
          });
    }
  }

  private Step step(Engine engine, HookInput input) throws InterruptedException {
    long began = System.nanoTime();
    try {
      HookResult result = within(deadline(), () -> engine.call(input));
      return new Step(input.phase(), result, null, micros(began));
    } catch (HookFailed failed) {
      return new Step(input.phase(), null, failed.getMessage(), micros(began));
    }
  }

  private static double micros(long began) {
    return (System.nanoTime() - began) / 1e3;
  }

  Duration deadline() {
    Manifest manifest = candidate.manifest();
    return manifest.timeout() != null ? manifest.timeout() : usual();
  }

  private Duration usual() {
    if (candidate.kind() != PluginKind.EXECUTABLE) {
      return Duration.ofMillis(250);
    }
    return Duration.ofSeconds(candidate.manifest().serve() ? 1 : 10);
  }

  private static <T> T within(Duration time, Callable<T> work)
      throws HookFailed, InterruptedException {
    var task = new FutureTask<T>(work);
    Thread thread = Thread.ofPlatform().daemon().name("plugin-call").start(task);
    try {
      return task.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      thread.interrupt();
      throw new HookFailed("it did not answer within " + time.toMillis() + " ms");
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      throw cause instanceof HookFailed told ? told : new HookFailed(String.valueOf(cause));
    }
  }
}
