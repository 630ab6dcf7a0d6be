package dev.muster.host.plugin.engine;

import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.PluginRefused;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.PluginContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.WasmInterruptedException;

/**
 * A WebAssembly module: it sees what it is asked, its own memory and two doors of the host, {@code
 * muster.log} and {@code muster.emit}. The module exports {@code memory}, {@code muster_alloc(len)
 * -> ptr} and {@code muster_call(ptr, len) -> ptr << 32 | len} of the answer's JSON, 0 to go on.
 * The host has read the answer when the next call begins.
 */
final class WasmEngine implements Engine {
  private final Candidate candidate;
  private final Path copy;
  private final EngineLimits limits;
  private volatile @Nullable Running running;

  WasmEngine(Candidate candidate, Path copy, EngineLimits limits) {
    this.candidate = candidate;
    this.copy = copy;
    this.limits = limits;
  }

  /** A started module: the instances that wait for a call, and how many there may be at once. */
  private record Running(
      WasmCode code,
      PluginContext context,
      Map<String, Object> config,
      AtomicLong calls,
      Semaphore free,
      ConcurrentLinkedDeque<WasmInstance> idle) {}

  @Override
  public void start(PluginContext context) throws Exception {
    WasmCode code = WasmCode.read(copy, limits.wasmMemoryMb());
    var idle = new ConcurrentLinkedDeque<WasmInstance>();
    try {
      idle.add(new WasmInstance(code, context));
    } catch (RuntimeException | StackOverflowError e) { // whatever the runtime says of a module
      throw new PluginRefused("the module could not start: " + failed(e).getMessage());
    }
    running =
        new Running(
            code,
            context,
            Executable.values(candidate.manifest().config(), context.config()),
            new AtomicLong(),
            new Semaphore(code.instances(), true),
            idle);
  }

  @Override
  public HookResult call(HookInput input) throws HookFailed, InterruptedException {
    Running at = running;
    if (at == null) {
      throw new HookFailed("the module is not running");
    }
    String question = Wire.call(candidate.id(), at.calls().incrementAndGet(), at.config(), input);
    at.free().acquire();
    try {
      return Wire.result(answer(at, question.getBytes(StandardCharsets.UTF_8)));
    } finally {
      at.free().release();
    }
  }

  private static String answer(Running at, byte[] question)
      throws HookFailed, InterruptedException {
    try {
      WasmInstance waiting = at.idle().pollFirst();
      WasmInstance instance = waiting == null ? new WasmInstance(at.code(), at.context()) : waiting;
      String answer = instance.call(question);
      at.idle().addFirst(instance);
      return answer;
    } catch (RuntimeException | StackOverflowError e) { // a trap, and whatever else it brought up
      throw failed(e);
    }
  }

  /** What went wrong; a thread that was asked to stop hears just that. */
  private static HookFailed failed(Throwable thrown) throws InterruptedException {
    if (Thread.interrupted() || thrown instanceof WasmInterruptedException) {
      throw new InterruptedException();
    }
    return new HookFailed(
        thrown instanceof StackOverflowError
            ? "call stack exhausted"
            : String.valueOf(thrown.getMessage()));
  }

  @Override
  public void close() {
    running = null;
  }
}
