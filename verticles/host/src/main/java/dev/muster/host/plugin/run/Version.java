package dev.muster.host.plugin.run;

import dev.muster.contract.PluginKind;
import dev.muster.host.plugin.engine.Engine;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.Manifest;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.Phase;
import dev.muster.plugin.VetoSeen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One version of a plugin from its start to its end. */
final class Version {
  private static final int EMIT_ENTRIES_MAX = 32;

  private final Candidate candidate;
  private final PluginLimits limits;
  private final LongSupplier nanos;
  private final Bulkhead bulkhead;
  private final AtomicInteger failuresInRow = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable Engine engine;
  private volatile boolean ending;

  Version(Candidate candidate, PluginLimits limits, CrashMarker marker, LongSupplier nanos) {
    this.candidate = candidate;
    this.limits = limits;
    this.nanos = nanos;
    ClassLoader loader =
        candidate.kind() == PluginKind.JAR
            ? ClassLoader.getPlatformClassLoader()
            : Version.class.getClassLoader();
    this.bulkhead =
        new Bulkhead(candidate.id(), limits.callsMax(), limits.queueMax(), marker, loader);
  }

  Candidate candidate() {
    return candidate;
  }

  Manifest manifest() {
    return candidate.manifest();
  }

  Bulkhead bulkhead() {
    return bulkhead;
  }

  /** Starts it with the engine and context that {@code make} returns, within the start deadline. */
  CompletableFuture<Answer> start(HostContext.Making make) {
    var started = new CompletableFuture<Answer>();
    var call =
        new Call(
            CrashMarker.START,
            nanos.getAsLong() + limits.startDeadline().toNanos(),
            () -> {
              HostContext context = make.context();
              Engine fresh = make.engine();
              engine = fresh;
              if (!ending) {
                fresh.start(context);
              }
              if (ending) {
                closeOnce(fresh); // nobody waits for it any more
              }
              return HookResult.proceed();
            },
            answer -> {
              ending = answer instanceof Answer.Failed;
              started.complete(answer);
            });
    if (bulkhead.alone(call) != Bulkhead.Handed.OVER) {
      call.end(new Answer.Failed("the system has no thread for it", false));
    }
    return started;
  }

  /** Asks it; when the answer is CLOSED or FULL nobody was asked and {@code then} is not called. */
  Bulkhead.Handed ask(HookInput input, Consumer<Answer> then) {
    Phase phase = input.phase();
    return bulkhead.hand(
        new Call(
            CrashMarker.step(phase),
            nanos.getAsLong() + deadline(phase).toNanos(),
            () -> checked(engine(), input),
            then));
  }

  /** Tells it of a veto; when the answer is CLOSED or FULL it was not told. */
  Bulkhead.Handed tell(VetoSeen seen, Consumer<Answer> then) {
    return bulkhead.hand(
        new Call(
            CrashMarker.VETO_SEEN,
            nanos.getAsLong() + deadline().toNanos(),
            () -> {
              engine().tell(seen);
              return HookResult.proceed();
            },
            then));
  }

  /** How many calls failed since one was answered, with this one. */
  int failed() {
    return failuresInRow.incrementAndGet();
  }

  void answered() {
    if (failuresInRow.getPlain() != 0) {
      failuresInRow.set(0);
    }
  }

  /**
   * Ends it: no new calls, those that run within {@code drain}, the engine, the threads. Completes
   * with the threads that did not end.
   */
  CompletableFuture<List<Thread>> end(Duration drain) {
    return bulkhead
        .shut()
        .completeOnTimeout(null, drain.toMillis(), TimeUnit.MILLISECONDS)
        .thenCompose(drained -> {
          bulkhead.cut("its version ended");
          return close();
        })
        .thenCompose(closed -> bulkhead.dismiss(nanos.getAsLong()));
  }

  private CompletableFuture<Answer> close() {
    var closed = new CompletableFuture<Answer>();
    Engine running = engine;
    if (running == null) {
      closed.complete(new Answer.Said(HookResult.proceed()));
      return closed;
    }
    var call =
        new Call(
            CrashMarker.CLOSE,
            nanos.getAsLong() + limits.startDeadline().toNanos(),
            () -> {
              closeOnce(running);
              return HookResult.proceed();
            },
            closed::complete);
    if (bulkhead.alone(call) != Bulkhead.Handed.OVER) {
      call.end(new Answer.Failed("the system has no thread for it", false));
    }
    return closed;
  }

  private void closeOnce(Engine running) throws Exception {
    if (closed.compareAndSet(false, true)) {
      running.close();
    }
  }

  private Engine engine() {
    Engine running = engine;
    if (running == null) {
      throw new IllegalStateException("called before its start");
    }
    return running;
  }

  /** The deadline of the kind, or the plugin's own; a person waits for an edit or a prompt. */
  Duration deadline(Phase phase) {
    boolean awaited = phase == Phase.PRE_EDIT || phase == Phase.PRE_TASK;
    return awaited ? shorter(deadline(), limits.editDeadline()) : deadline();
  }

  private Duration deadline() {
    Duration own = manifest().timeout();
    return switch (candidate.kind()) {
      // What came with the host may wait for the programs that it starts.
      case JAR -> candidate.bundled() && own != null ? own : shorter(limits.jarDeadline(), own);
      case WASM -> shorter(limits.wasmDeadline(), own);
      case EXECUTABLE -> {
        Duration usual = manifest().serve() ? limits.serveDeadline() : limits.callDeadline();
        yield own == null ? usual : own;
      }
    };
  }

  private static Duration shorter(Duration one, @Nullable Duration other) {
    return other == null || one.compareTo(other) <= 0 ? one : other;
  }

  /** The answer; a map of a plugin's making may hold anything, so it is looked at here. */
  private static HookResult checked(Engine engine, HookInput input) throws Exception {
    HookResult result = engine.call(input);
    if (result instanceof HookResult.Emit emit) {
      return emitted(emit.type(), emit.data());
    }
    return result;
  }

  /** An event within its bounds; refuses others. */
  static HookResult.Emit emitted(String type, Map<?, ?> data) {
    if (data.size() > EMIT_ENTRIES_MAX) {
      throw new IllegalArgumentException(
          "an event has at most " + EMIT_ENTRIES_MAX + " entries, had " + data.size());
    }
    var texts = new TreeMap<String, String>();
    data.forEach((key, value) -> texts.put(text(key), text(value)));
    return new HookResult.Emit(type, texts);
  }

  private static String text(Object value) {
    if (!(value instanceof String text) || text.length() > HookResult.TEXT_MAX) {
      throw new IllegalArgumentException(
          "an event's keys and values are texts of at most " + HookResult.TEXT_MAX);
    }
    return text;
  }
}
