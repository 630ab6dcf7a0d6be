package dev.muster.host.plugin.engine;

import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.PluginRefused;
import dev.muster.host.process.ProcessGroup;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.PluginContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A plugin whose process stays: a line of JSON for each call, a line with the same {@code call} for
 * each answer. A call that is given up ends the process; the next call starts it again, a few times
 * ({@link Restarts}).
 */
final class ServeEngine implements Engine {
  private static final Duration GRACE = Duration.ofMillis(500);

  private final Candidate candidate;
  private final EngineLimits limits;
  private final LongSupplier nanos;
  private final AtomicLong calls = new AtomicLong();
  private final Restarts restarts = new Restarts();
  private final ReentrantLock starting = new ReentrantLock();
  private volatile @Nullable Executable executable;
  private volatile @Nullable LineServer server;

  ServeEngine(Candidate candidate, EngineLimits limits) {
    this(candidate, limits, System::nanoTime);
  }

  ServeEngine(Candidate candidate, EngineLimits limits, LongSupplier nanos) {
    this.candidate = candidate;
    this.limits = limits;
    this.nanos = nanos;
  }

  @Override
  public void start(PluginContext context)
      throws HookFailed, IOException, PluginRefused, InterruptedException {
    Executable it = Executable.of(candidate, context);
    executable = it;
    server = serve(it);
  }

  @Override
  public HookResult call(HookInput input) throws HookFailed, IOException, InterruptedException {
    Executable it = Objects.requireNonNull(executable, "call after start and before close");
    String call = Long.toString(calls.incrementAndGet());
    String line = Wire.call(it.id(), Long.parseLong(call), it.config(), input);
    LineServer now = server;
    return (now == null || now.ended() ? again(it) : now).ask(call, line);
  }

  private LineServer again(Executable it) throws HookFailed, IOException, InterruptedException {
    starting.lockInterruptibly();
    try {
      LineServer now = server;
      if (now != null && !now.ended()) {
        return now;
      } else if (restarts.exhausted()) {
        throw new HookFailed("it ended and was started again " + Restarts.MAX + " times");
      }
      TimeUnit.NANOSECONDS.sleep(restarts.pause(nanos.getAsLong()).toNanos());
      LineServer next = serve(it);
      server = next;
      return next;
    } finally {
      starting.unlock();
    }
  }

  private LineServer serve(Executable it) throws IOException, InterruptedException {
    restarts.started(nanos.getAsLong());
    return new LineServer(
        it.id(),
        ProcessGroup.startModest(it.command(Map.of())),
        limits.stderrBytesMax(),
        () -> restarts.ended(nanos.getAsLong()));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    Executable it = executable;
    executable = null;
    LineServer now = server;
    try {
      if (now != null) {
        now.close(GRACE);
      }
    } finally {
      if (it != null) {
        it.close();
      }
    }
  }
}
