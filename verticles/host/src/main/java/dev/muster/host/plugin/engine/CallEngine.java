package dev.muster.host.plugin.engine;

import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.PluginRefused;
import dev.muster.host.process.ProcessGroup;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.PluginContext;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A plugin whose command is run for each call: JSON on standard input; exit code 0 and an answer on
 * standard output, or 2 and the reason of a veto on standard error. When a call is over, so is all
 * that its process started.
 */
final class CallEngine implements Engine {
  private static final int VETO = 2;

  private final Candidate candidate;
  private final EngineLimits limits;
  private final AtomicLong calls = new AtomicLong();
  private final Set<ProcessGroup> running = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Executable executable;

  CallEngine(Candidate candidate, EngineLimits limits) {
    this.candidate = candidate;
    this.limits = limits;
  }

  @Override
  public void start(PluginContext context) throws HookFailed, IOException, PluginRefused {
    executable = Executable.of(candidate, context);
  }

  @Override
  public HookResult call(HookInput input) throws HookFailed, IOException, InterruptedException {
    Executable started = Objects.requireNonNull(executable, "call after start and before close");
    String json = Wire.call(started.id(), calls.incrementAndGet(), started.config(), input);
    ProcessGroup group =
        ProcessGroup.startModest(started.command(Map.of("MUSTER_PHASE", input.phase().toString())));
    running.add(group);
    Exchange exchange;
    try {
      exchange = new Exchange(started.id(), group.process(), json, limits.stderrBytesMax());
      exchange.awaitEnd();
    } finally {
      group.kill();
      running.remove(group);
    }
    return result(exchange.output(), exchange.exitCode(), exchange.errors());
  }

  private static HookResult result(String output, int exitCode, CappedText errors)
      throws HookFailed {
    if (exitCode == 0) {
      return Wire.result(output);
    } else if (exitCode == VETO) {
      String reason = errors.text();
      return HookResult.veto(reason.isEmpty() ? "exit code 2 without a reason" : reason);
    }
    throw new HookFailed("exit code " + exitCode + errors.tail(": "));
  }

  @Override
  public void close() throws IOException {
    running.forEach(ProcessGroup::kill);
    Executable started = executable;
    executable = null;
    if (started != null) {
      started.close();
    }
  }
}
